public import Archive
internal import Synchronization
public import SystemCalls

/// The indexes of archives that were made before, by their entity tags: 32 lowercase hexadecimal digits,
/// without quotes. No other tag has an index.
///
/// It is a cache: what it forgets costs time and nothing else. Used by many threads; no thread waits while another one
/// reads or writes a file.
public final class ArchiveIndexStore: Sendable {
    /// What there is to tell the administrator.
    public enum Notice: Equatable, Sendable {
        /// How many indexes were found, and how many files that were none and are removed.
        case loaded(count: Int, damaged: Int)
        /// Indexes are kept in memory only.
        case unusable(SystemCallError)
        /// A file whose bytes have changed; it is removed.
        case damaged(tag: String)
        /// Indexes are read from the directory, but until the next start none is written.
        case unwritable(SystemCallError)
    }

    private let memory: Mutex<IndexMemory>
    private let directory = Mutex<IndexDirectory?>(nil)

    /// - Parameter memory: Bytes that it may take, about. A larger index is kept on disk alone.
    public init(memory: Int = 64 << 20) { self.memory = Mutex(IndexMemory(limit: memory)) }

    /// Keeps indexes in `directory`, too, and uses those that are there; creates it if need be. To be called
    /// once, before use.
    ///
    /// - Parameters:
    ///   - size: Bytes that the files may take together, each in blocks of 4 KiB. What processes that share
    ///     the directory add meanwhile counts when it is used, and when one of them starts.
    ///   - report: Is told what goes wrong later, on the threads that find out: each damaged file, and a
    ///     failure to write once.
    public func open(
        in directory: String, size: Int, report: @escaping @Sendable (Notice) -> Void
    ) -> Notice {
        FilePaths.createDirectory(directory)
        do {
            let opened = try IndexDirectory(directory + "/archives", limit: size, report: report)
            self.directory.withLock { $0 = opened }
            return opened.found
        } catch { return .unusable(error) }
    }

    /// What is known of an archive, which may be no more than its beginning. Reads a file if it is not in
    /// memory.
    public func index(of tag: String) -> ArchiveIndex? {
        guard let tag = CacheKey(tag.utf8) else { return nil }
        let directory = openDirectory
        let (known, forgotten) = memory.withLock { ($0.use(tag), $0.forgotten) }
        if let known {
            directory?.use(tag)
            return known
        }
        guard let index = directory?.read(tag) else { return nil }
        return memory.withLock { memory in
            // It may be the very one that was forgotten while it was read.
            guard memory.forgotten == forgotten else { return index }
            memory.keep(index, of: tag)
            return memory.use(tag) ?? index
        }
    }

    /// Keeps an index, unless it has no units or one with more is known. Writes a file.
    public func keep(_ index: ArchiveIndex, of tag: String) {
        guard let tag = CacheKey(tag.utf8), !index.units.isEmpty else { return }
        let directory = openDirectory
        let written = directory?.unitCount(of: tag) ?? 0
        guard written <= index.units.count else { return }
        let index = Self.withoutSpareCapacity(index)
        let known = memory.withLock { $0.keep(index, of: tag) }
        if let known, known.units.count > index.units.count { return }
        // The same archive was made again: nothing is new.
        let isWritten = written == index.units.count && known == index
        if isWritten { directory?.use(tag) } else { directory?.write(index, of: tag) }
    }

    /// Forgets what is known of an archive, on disk too.
    public func forget(_ tag: String) {
        guard let tag = CacheKey(tag.utf8) else { return }
        memory.withLock { $0.forget(tag) }
        openDirectory?.remove(tag)
    }

    /// Bytes of the files, or about those of the memory if there is no directory.
    public var keptBytes: Int { openDirectory?.size ?? memory.withLock { $0.size } }

    private var openDirectory: IndexDirectory? { directory.withLock { $0 } }

    /// An array that was filled unit by unit takes up to twice its size.
    private static func withoutSpareCapacity(_ index: ArchiveIndex) -> ArchiveIndex {
        guard index.units.capacity > index.units.count + index.units.count / 8 else { return index }
        var copy = ArchiveIndex()
        copy.units.reserveCapacity(index.units.count)
        copy.units += index.units
        return copy
    }
}
