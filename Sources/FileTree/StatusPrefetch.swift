internal import SystemCalls
internal import Threads

/// Asks for the status of a directory's names a stretch ahead, on two threads: the walk of a large directory
/// is hardly anything else.
struct StatusPrefetch {
    private typealias Answer = Result<FileStatus, SystemCallError>

    /// Names asked for at a time; in a smaller directory, a second thread costs more than it saves.
    private static let stretch = 4096

    private var answers: [Answer] = []
    private var first = 0

    /// The status of the name at `position`. Positions come in ascending order.
    mutating func status(at position: Int, of directory: OpenDirectory) throws(SystemCallError) -> FileStatus
    {
        let count = directory.children.count
        if count < Self.stretch { return try directory.status(at: position) }
        if position >= first + answers.count {
            first = position
            answers = Self.ask(position..<min(count, position + Self.stretch), of: directory)
        }
        return try answers[position - first].get()
    }

    private static func ask(_ positions: Range<Int>, of directory: OpenDirectory) -> [Answer] {
        let middle = positions.lowerBound + positions.count / 2
        var earlier: [Answer] = []
        let later = Thread.both {
            earlier = (positions.lowerBound..<middle).map { answer($0, directory) }
        } other: {
            (middle..<positions.upperBound).map { answer($0, directory) }
        }
        return earlier + later
    }

    private static func answer(_ position: Int, _ directory: OpenDirectory) -> Answer {
        Answer { () throws(SystemCallError) in try directory.status(at: position) }
    }
}
