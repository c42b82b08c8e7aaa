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
        abstract: "Make an archive of directories and files, as the responder would.",
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
        let (archive, tree, content) = try prepare { false }
        try write(archive, tree, content, to: FileOutput.sink(StandardOutput.duplicate()))
        try reportMissing(tree)
    }

    private func pack(to path: String, _ signals: borrowing Signals) throws {
        let number = signals.number
        let isStopped = { Poll.isReadable(number) }
        do {
            let (archive, tree, content) = try prepare(isStopped: isStopped)
            let output = try PackOutput(path: path)
            try write(archive, tree, content, to: output.sink(isStopped: isStopped))
            try output.keep()
            try reportMissing(tree)
        } catch  where signals.next() != nil {
            throw PackFailure("interrupted; no archive was made")
        }
    }

    private func prepare(isStopped: @escaping () -> Bool) throws -> (Archive, TreePlan, FileReader) {
        var policy = TreePolicy()
        policy.includesHidden = options.hidden || options.namesHidden
        policy.symlinks = options.symlinks
        policy.unreadable = options.unreadable
        policy.excluded = options.exclude.map { GlobPattern($0) }
        // Limits are for strangers.
        policy.maxEntries = .max
        policy.maxDepth = .max
        DescriptorLimit.raise()
        let input = try PackInput(options.paths, name: options.name, policy: policy)
        let tree: TreePlan
        do {
            tree = try TreePlanner.plan(input.request, beneath: input.root, isAbandoned: isStopped)
        } catch { throw PackFailure("no archive was made: \(error)") }
        let named = options.output.flatMap { ArchiveFormat.suffix(of: Array($0.utf8))?.format }
        let format = options.format ?? named ?? .zip
        let archive = Archive(tree.plan, format: format, effort: options.compression)
        return (archive, tree, FileReader(of: input.request, beneath: input.root, readers: try ReaderPool()))
    }

    private func write(_ archive: Archive, _ tree: TreePlan, _ content: FileReader, to sink: BufferedSink)
        throws
    {
        let bar = StandardError.isTerminal ? ProgressBar(total: tree.plan.contentSize) : nil
        defer { bar?.clear() }
        do {
            try archive.write(
                to: sink, content: ObservedReader(content) { bar?.update(done: content.bytesRead) },
                through: CompressionPool(threads: options.compressionThreads))
            try sink.flush()
        } catch let error as ArchiveError {
            throw PackFailure(Self.explanation(error, in: archive.plan))
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

    private func reportMissing(_ tree: TreePlan) throws {
        guard tree.unreadableCount > 0 else { return }
        throw PackFailure(
            "\(tree.unreadableCount) files could not be read; MISSING.txt in the archive lists them")
    }
}
