internal import FileTree
private import Glibc
internal import SystemCalls
internal import Threads

/// The statuses of the files of a list.
enum FileStatuses {
    /// The status of a regular file that this process may read, or why there is none.
    typealias Answer = Result<FileStatus, SystemCallError>

    /// Fewer files are looked up sooner than a thread begins.
    private static let fewest = 64

    /// Looks up what lies at places beneath `roots`, on another thread while `body` runs on this one. Blocks.
    ///
    /// - Returns: An answer for each file; nil for whatever else there is at a place.
    static func ask(
        _ places: [ListStretch.Place?], beneath roots: [Root], links: SymlinkPolicy,
        meanwhile body: () -> Void
    ) -> [Answer?] {
        guard places.count(where: { $0 != nil }) >= fewest else {
            body()
            return look(up: places, beneath: roots, links)
        }
        return Thread.both(body) { look(up: places, beneath: roots, links) }
    }

    private static func look(
        up places: [ListStretch.Place?], beneath roots: [Root], _ links: SymlinkPolicy
    ) -> [Answer?] {
        // Each knows the directory that the last path beneath its root was in.
        var lookups = [FileLookup?](repeating: nil, count: roots.count)
        return places.map { place in
            guard case .success(.file(let root, let path)) = place else { return nil }
            let lookup = lookups[root] ?? FileLookup(beneath: roots[root], links: links)
            lookups[root] = lookup
            return Answer { () throws(SystemCallError) in try status(of: path, lookup) }
        }
    }

    private static func status(
        of path: RelativePath, _ lookup: FileLookup
    ) throws(SystemCallError) -> FileStatus {
        guard path != .root else { throw SystemCallError("open", errno: EISDIR) }
        let status = try lookup.status(of: path)
        guard status.kind == .regular else {
            throw SystemCallError("open", errno: status.kind == .directory ? EISDIR : EINVAL)
        }
        return status
    }
}
