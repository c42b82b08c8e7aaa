internal import FileTree
private import Glibc
internal import SystemCalls
internal import Threads

/// Looks up the files of a list ahead, on a thread of its own if they are many. Belongs to one thread.
final class FileStatuses {
    /// The status of a regular file that this process may read, or why there is none.
    typealias Answer = Result<FileStatus, MissingReason>

    /// Fewer files are looked up sooner than a thread begins.
    private static let fewest = 64

    private struct Queue {
        var questions: [Question] = []
        var isClosed = false
    }

    private let roots: [Root]
    private let links: SymlinkPolicy
    private let queue = Monitor(Queue())
    private var hasThread = false

    init(beneath roots: [Root], links: SymlinkPolicy) {
        self.roots = roots
        self.links = links
    }

    deinit { queue.update { $0.isClosed = true } }

    /// What lies at some places; ``answers()`` waits for it.
    final class Question: Sendable {
        fileprivate let places: [ListStretch.Place?]
        private let found = Monitor<[Answer?]?>(nil)

        fileprivate init(_ places: [ListStretch.Place?]) { self.places = places }

        /// An answer for each file; nil for whatever else there is at a place. Blocks.
        func answers() -> [Answer?] { found.wait { $0 } }

        fileprivate func answer(_ answers: [Answer?]) { found.update { $0 = answers } }
    }

    /// Begins to look up what lies at places beneath the roots.
    func ask(_ places: [ListStretch.Place?]) -> Question {
        let question = Question(places)
        if hasThread || places.count(where: { $0 != nil }) >= Self.fewest && startThread() {
            queue.update { $0.questions.append(question) }
        } else {
            var lookups = Lookups(roots, links)
            question.answer(lookups.look(up: places))
        }
        return question
    }

    /// - Returns: false if no thread can be had.
    private func startThread() -> Bool {
        let (roots, links, queue) = (roots, links, queue)
        do {
            try Thread.start {
                var lookups = Lookups(roots, links)
                while case .question(let question) = queue.wait(for: { Self.next(&$0) }) {
                    question.answer(lookups.look(up: question.places))
                }
            }
            hasThread = true
        } catch { return false }
        return true
    }

    private enum Turn {
        case question(Question)
        case end
    }

    /// What the thread does next; nil if it waits.
    private static func next(_ queue: inout Queue) -> Turn? {
        if queue.isClosed { return .end }
        return queue.questions.isEmpty ? nil : .question(queue.questions.removeFirst())
    }

    /// Lookups of one thread: each knows the directory that the last path beneath its root was in.
    private struct Lookups {
        private let roots: [Root]
        private let links: SymlinkPolicy
        private var lookups: [FileLookup?]

        init(_ roots: [Root], _ links: SymlinkPolicy) {
            self.roots = roots
            self.links = links
            lookups = roots.map { _ in nil }
        }

        mutating func look(up places: [ListStretch.Place?]) -> [Answer?] {
            places.map { place in
                guard case .success(.file(let root, let path)) = place else { return nil }
                let lookup = lookups[root] ?? FileLookup(beneath: roots[root], links: links)
                lookups[root] = lookup
                return Answer { () throws(MissingReason) in try Self.status(of: path, lookup) }
            }
        }

        private static func status(
            of path: RelativePath, _ lookup: FileLookup
        ) throws(MissingReason) -> FileStatus {
            guard path != .root else { throw .failed(SystemCallError("open", errno: EISDIR)) }
            let status = try lookup.status(of: path)
            switch status.kind {
            case .regular: return status
            case .directory: throw .failed(SystemCallError("open", errno: EISDIR))
            // Links are not followed here.
            case .symbolicLink: throw .failed(SystemCallError("open", errno: EINVAL))
            case .fifo: throw .fifo
            case .socket: throw .socket
            case .device: throw .device
            }
        }
    }
}
