internal import FileTree
internal import Synchronization
internal import SystemCalls

/// The roots in use, each opened once and kept until told to open them anew.
final class RootTable: Sendable {
    private let allowed: [String]
    private let roots = Mutex<[String: Root]>([:])

    /// - Parameter allowed: If not empty, every root must be one of these or lie beneath one.
    init(allowed: [String]) { self.allowed = allowed }

    /// - Parameter setting: Where the path was set, for the log.
    /// - Throws: A 500: which root it is, is the administrator's choice.
    func root(at path: String, setting: String) throws(Refusal) -> Root {
        if let known = roots.withLock({ $0[path] }) { return known }
        let root: Root
        do {
            root = try Root(path: path)
            guard try root.isAllowed(by: allowed) else {
                throw Refusal.misconfigured("\(setting) \(path) is beneath no allowed root")
            }
        } catch let error as SystemCallError {
            throw .misconfigured("\(setting) \(path): \(error)")
        } catch {
            throw error as? Refusal ?? .misconfigured("\(setting) \(path)")
        }
        roots.withLock { $0[path] = root }
        return root
    }

    /// Forgets all roots; streams under way keep theirs.
    func reopen() { roots.withLock { $0.removeAll() } }
}
