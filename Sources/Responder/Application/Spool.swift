internal import Archive
internal import FileTree
internal import Lists
internal import SystemCalls

/// A directory of lists that an application has written before anybody asked for them.
struct Spool {
    /// How a list is written, by the ending of its file's name.
    private static let endings: [(text: String, form: ListForm)] = [
        (".json", .json), (".jsonl", .jsonLines), (".txt", .text),
    ]

    let root: Root
    /// For how many seconds a list is good.
    let age: Int64

    /// Opens the list for a path below the mount: the same path with the ending of a list in place of that of a format.
    ///
    /// - Returns: the list, how it is written, and the format of the path's ending.
    /// - Throws: A 404 if there is none, a 410 if it is too old.
    func open(
        _ path: [UInt8], now: Int64, limit: UInt64
    ) throws(Refusal) -> (input: FileInput, form: ListForm, format: ArchiveFormat?) {
        let suffix = ArchiveFormat.suffix(of: path)
        let name = Array(path.dropLast(suffix?.text.utf8.count ?? 0))
        guard let list = try? RelativePath(parsing: name), list != .root, name.last != UInt8(ascii: "/")
        else {
            throw .notFound("no list has such a name")
        }
        for (ending, form) in Self.endings {
            guard let file = try open(name + Array(ending.utf8)) else { continue }
            let status: FileStatus
            do { status = try file.status() } catch { throw .misconfigured("a list in the spool: \(error)") }
            guard status.kind == .regular else { throw .notFound("a list that is no file") }
            guard now - status.modified.seconds <= age else { throw .outdated }
            return (FileInput(file, limit: limit), form, suffix?.format)
        }
        throw .notFound("no such list")
    }

    private func open(_ bytes: [UInt8]) throws(Refusal) -> FileDescriptor? {
        guard let path = try? RelativePath(parsing: bytes) else { return nil }
        do throws(SystemCallError) {
            return try root.openFile(path)
        } catch {
            switch error.kind {
            case .notFound, .crossesRoot: return nil
            case .exhausted: throw .busy("\(error)", retryAfter: 5)
            case .notPermitted, .other: throw .misconfigured("a list in the spool: \(error)")
            }
        }
    }
}
