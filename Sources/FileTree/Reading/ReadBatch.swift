internal import ByteIO
internal import Plan
internal import Synchronization
internal import SystemCalls
internal import Threads

/// Small files that follow each other in a plan. A reader of the pool reads all of them, or the stream itself if it
/// gets to them first.
final class ReadBatch: Sendable {
    typealias Content = Result<[UInt8], SourceError>

    private struct Task: Sendable {
        let files: PlannedFiles
        let plan: Plan
    }

    /// The entries it holds, in ascending order.
    let indices: [Int]
    private let task: Mutex<Task?>
    private let contents = Monitor<(contents: [Content], duration: Duration)?>(nil)

    init(_ indices: [Int], of files: PlannedFiles, in plan: Plan) {
        self.indices = indices
        task = Mutex(Task(files: files, plan: plan))
    }

    /// Reads the files, unless somebody else does or did. Blocks.
    func run() {
        guard let task = task.withLock({ $0.take() }) else { return }
        let start = ContinuousClock.now
        var cursor = PathCursor(over: task.plan)
        let contents = indices.map { index in
            Content { () throws(SourceError) in
                let file = try task.files.open(index, in: task.plan, cursor: &cursor)
                return try Self.read(Int(task.plan.entries[index].size), from: file.descriptor)
            }
        }
        self.contents.update { $0 = (contents, .now - start) }
    }

    /// What was read, one for each of ``indices``, and how long that took. Blocks; to be called once.
    func result() -> (contents: [Content], duration: Duration) {
        run()
        return contents.wait { $0.take() }
    }

    private static func read(
        _ count: Int, from descriptor: borrowing FileDescriptor
    ) throws(SourceError) -> [UInt8] {
        var bytes: [UInt8] = []
        do { try descriptor.read(count, appendingTo: &bytes) } catch { throw SourceError(error) }
        guard bytes.count == count else { throw .endedEarly }
        return bytes
    }
}
