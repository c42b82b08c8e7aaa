internal import Synchronization
internal import SystemCalls

/// The selections on disk: a directory with a file for each, named for its digits.
///
/// Other processes may share it. A name is only ever given to a whole file, any file may be gone at any moment, and what is
/// in a file counts only if it is what the name says. Used by many threads.
final class SelectionDirectory: Sendable {
    private let directory: FileDescriptor
    private let limit: Int
    /// Held by the thread that makes room and takes it.
    private let writing = Mutex(())

    /// Opens the directory; creates it if need be.
    ///
    /// - Parameter limit: Bytes that the files may take together, each in blocks of 4 KiB.
    init(_ path: String, limit: Int) throws(SystemCallError) {
        FilePaths.createDirectory(path)
        directory = try FileDescriptor.open(Array(path.utf8).span, for: .directory)
        self.limit = limit
    }

    /// Reads a selection, whoever has written it.
    func read(_ tag: CacheKey, now: Int64) -> SelectionRecord? {
        let name = tag.bytes
        guard let file = try? directory.open(beneath: name.span, for: .content, followingLinks: false),
            let status = try? file.status(), status.kind == .regular, status.size <= SelectionRecord.largest,
            SelectionStore.isCurrent(status.modified.seconds, now: now)
        else { return nil }
        var bytes: [UInt8] = []
        do { try file.read(Int(status.size), appendingTo: &bytes) } catch { return nil }
        return SelectionRecord(bytes, keptUnder: tag)
    }

    /// Takes note that a selection was used.
    func use(_ tag: CacheKey) {
        let name = tag.bytes
        try? directory.touch(name.span)
    }

    /// Writes a selection, in place of what has its name, and removes what there is no room for then.
    ///
    /// - Returns: false if it would take more than all may.
    func write(_ record: SelectionRecord, now: Int64) throws(SystemCallError) -> Bool {
        let size = record.bytes.count
        guard size <= min(limit, SelectionRecord.largest) else { return false }
        let failure = writing.withLock { _ -> SystemCallError? in
            do throws(SystemCallError) {
                for name in SelectionFiles.surplus(
                    try files(), for: UInt64(size), limit: UInt64(limit), now: now)
                { try? directory.remove(name.span) }
                try put(record)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
        return true
    }

    /// What is ours in the directory. What is no file, but has the name of one, is as good as one that is too old.
    private func files() throws(SystemCallError) -> [SelectionFiles.File] {
        let itself = Array(".".utf8)
        let listed = try directory.open(beneath: itself.span, for: .directory, followingLinks: false)
        var names: [(name: [UInt8], isTemporary: Bool)] = []
        try listed.forEachName { name in
            switch CacheFileName(name) {
            case .entry: names.append((Array(name), false))
            case .temporary: names.append((Array(name), true))
            case .foreign: break
            }
        }
        return names.compactMap { name, isTemporary in
            guard let status = try? directory.status(of: name.span) else { return nil }
            let used = status.kind == .regular ? status.modified.seconds : .min
            return SelectionFiles.File(
                name: name, size: status.size, used: used, isTemporary: isTemporary)
        }
    }

    /// Not synced: what a power cut tears, its name tells.
    private func put(_ record: SelectionRecord) throws(SystemCallError) {
        let (temporary, name) = (CacheFileName.temporary(for: record.tag), record.tag.bytes)
        let file = try directory.create(temporary.span)
        do {
            try file.write(record.bytes.span)
            try directory.rename(temporary.span, to: name.span)
        } catch {
            try? directory.remove(temporary.span)
            throw error
        }
    }
}
