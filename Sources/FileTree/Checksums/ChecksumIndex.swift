internal import Synchronization
public import SystemCalls

/// The CRC-32 of files that were read once, so that they can be sent again without being read.
///
/// It is a cache: what it forgets costs time and nothing else. Used by many threads.
public final class ChecksumIndex: Sendable {
    /// What ``open(in:limit:)`` has to tell.
    public enum Notice: Equatable, Sendable {
        case loaded(count: Int)
        case cutOff(count: Int)
        case discarded
        /// Checksums are kept in memory only.
        case unusable(SystemCallError)
    }

    /// In memory, an entry takes about this many bytes.
    private static let entrySize = 128
    /// The files that are worth an entry are larger than this; smaller ones are read as quickly as looked up.
    static let smallestFile: UInt64 = 256 * 1024

    private struct State: ~Copyable {
        /// Two generations: when the recent one is full, the older one is forgotten.
        var recent: [FileVersion: UInt32] = [:]
        var older: [FileVersion: UInt32] = [:]
        var file: ChecksumFile?
    }

    /// What the time of day is, by which a file has been as it is for long enough.
    let now: @Sendable () -> FileTime
    private let generationLimit: Int
    private let state = Mutex(State())
    private let lastKeptBytes = Atomic(0)

    /// - Parameters:
    ///   - memory: Bytes that it may take, about.
    ///   - disk: Bytes that its file may take. The file holds what the memory does, so the smaller of both
    ///     limits is that of both.
    ///   - now: What the time of day is.
    public init(
        memory: Int = 64 << 20, disk: Int = 1 << 30,
        now: @escaping @Sendable () -> FileTime = { ProcessClock.now }
    ) {
        self.now = now
        generationLimit = max(1, min(memory / Self.entrySize, disk / ChecksumRecord.size) / 2)
    }

    /// Loads what `directory` holds, and keeps there what is learned from now on; creates it if need be. To
    /// be called once, before use.
    public func open(in directory: String) -> Notice {
        FilePaths.createDirectory(directory)
        do {
            return try state.withLock { state throws(SystemCallError) in
                let file = try ChecksumFile.open(directory + "/checksums") { keep($0, in: &state) }
                let (count, condition) = (file.count, file.condition)
                state.file = consume file
                return switch condition {
                case .good: .loaded(count: count)
                case .cut: .cutOff(count: count)
                case .damaged: .discarded
                }
            }
        } catch { return .unusable(error) }
    }

    /// Bytes of the file, or about those of the memory if there is none; those of the last time while a thread has the index.
    /// Waits for no thread, since one of them may wait for a disk.
    public var keptBytes: Int {
        let bytes = state.withLockIfAvailable { state in
            let fileCount = state.file?.count
            return fileCount.map { $0 * ChecksumRecord.size }
                ?? (state.recent.count + state.older.count) * Self.entrySize
        }
        if let bytes { lastKeptBytes.store(bytes, ordering: .relaxed) }
        return lastKeptBytes.load(ordering: .relaxed)
    }

    func checksum(of version: FileVersion) -> UInt32? {
        state.withLock { state in
            if let known = state.recent[version] { return known }
            guard let known = state.older[version] else { return nil }
            keep(ChecksumRecord(version: version, checksum: known), in: &state)
            return known
        }
    }

    func learn(_ checksum: UInt32, of version: FileVersion) {
        let record = ChecksumRecord(version: version, checksum: checksum)
        state.withLock { state in
            guard state.recent[version] == nil else { return }
            keep(record, in: &state)
            append(record, in: &state)
        }
    }

    private func keep(_ record: ChecksumRecord, in state: inout State) {
        if state.recent.count >= generationLimit {
            state.older = state.recent
            state.recent = [:]
        }
        state.recent[record.version] = record.checksum
    }

    /// A directory that is full or was taken away costs what would have been written there, and nothing else.
    private func append(_ record: ChecksumRecord, in state: inout State) {
        guard var file = state.file.take() else { return }
        do {
            if file.count >= 2 * generationLimit {
                try file.restart()
                // In this order, so that they are the same generations when they are loaded.
                let older = state.older.filter { state.recent[$0.key] == nil }
                for known in [older, state.recent] {
                    for (version, checksum) in known {
                        try file.append(ChecksumRecord(version: version, checksum: checksum))
                    }
                }
            } else {
                try file.append(record)
            }
            state.file = consume file
        } catch { state.file = nil }
    }
}
