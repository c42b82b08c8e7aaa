internal import Archive
internal import ArgumentParser
internal import ByteIO
internal import Compression
internal import FileTree
internal import Plan
internal import SystemCalls
internal import Threads

/// `penstock pack`: the same archive, made by the same code, to a file or to standard output.
struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Make an archive of directories and files, or of a list, as the responder would.",
        discussion:
            "An interrupted or failed run leaves no file behind. Exit status 1 means that something is missing."
    )

    @OptionGroup var options: PackOptions

    func run() throws {
        guard options.output != nil || !StandardOutput.isTerminal else {
            throw ValidationError("An archive is nothing for a terminal: give --output, or redirect.")
        }
        do {
            // Without a file to take away again, a signal may end the process as it always does.
            if let path = options.output { try pack(to: path, try Signals()) } else { try pack() }
        } catch let failure as PackFailure {
            StandardError.write(Array("penstock: \(failure.explanation)\n".utf8))
            throw ExitCode.failure
        } catch  where error is SystemCallError || error is ThreadError {
            StandardError.write(Array("penstock: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func pack() throws {
        let job = try PackJob(options) { false }
        try write(job, to: FileOutput.sink(StandardOutput.duplicate()))
        try job.reportMissing()
    }

    private func pack(to path: String, _ signals: borrowing Signals) throws {
        let number = signals.number
        let isStopped = { Poll.isReadable(number) }
        do {
            let job = try PackJob(options, isStopped: isStopped)
            let output = try PackOutput(path: path)
            try write(job, to: output.sink(isStopped: isStopped))
            try output.keep()
            try job.reportMissing()
        } catch  where signals.next() != nil {
            throw PackFailure("interrupted; no archive was made")
        }
    }

    private func write(_ job: PackJob, to sink: BufferedSink) throws {
        let bar = StandardError.isTerminal ? ProgressBar(total: job.archive.plan.contentSize) : nil
        defer { bar?.clear() }
        do {
            try job.archive.write(
                to: sink, content: ObservedReader(job.content) { bar?.update(done: job.content.bytesRead) },
                through: CompressionPool(threads: options.compressionThreads))
            try sink.flush()
        } catch let error as ArchiveError {
            throw PackFailure(Self.explanation(error, in: job.archive.plan))
        } catch {
            throw PackFailure("no archive was made: \(error)")
        }
    }

    private static func explanation(_ error: ArchiveError, in plan: Plan) -> String {
        let reason = error.explanation(path: plan.printablePath)
        return switch error {
        case .content: reason
        case .sink(.failed): "cannot write the archive: \(reason)"
        case .sink: "cannot write the archive"
        }
    }
}
