internal import Synchronization
public import SystemCalls

/// Selections that are too long for a URL, kept for a day after their last use under digits that stand for them there.
///
/// Whoever sends selections without end has others forgotten earlier, and fills nothing. Used by many threads.
public final class SelectionStore: Sendable {
    /// What there is to tell the administrator.
    public enum Notice: Equatable, Sendable {
        /// Selections are not kept on disk.
        case unusable(SystemCallError)
        /// Selections cannot be written; told once.
        case unwritable(SystemCallError)
    }

    /// How long a selection is kept, in seconds.
    private static let lifetime: Int64 = 86_400

    private let memory: Mutex<SelectionMemory>
    private let directory: SelectionDirectory?
    private let isReported = Atomic(false)
    private let report: @Sendable (Notice) -> Void

    /// - Parameters:
    ///   - memory: Bytes that it may take, about. None if the next request may come to another process.
    ///   - directory: The absolute path of where selections are kept, too; created if need be.
    ///   - size: Bytes that they may take there, each in blocks of 4 KiB.
    ///   - report: Is told what goes wrong.
    public init(
        memory: Int = 16 << 20, directory: String? = nil, size: Int = 64 << 20,
        report: @escaping @Sendable (Notice) -> Void = { _ in }
    ) {
        self.memory = Mutex(SelectionMemory(limit: memory))
        self.report = report
        guard let directory else {
            self.directory = nil
            return
        }
        FilePaths.createDirectory(directory)
        do {
            self.directory = try SelectionDirectory(directory + "/selections", limit: size)
        } catch {
            self.directory = nil
            report(.unusable(error))
        }
    }

    /// Keeps a selection. Writes a file.
    ///
    /// - Parameter now: In seconds since 1970.
    /// - Returns: false if it cannot be relied on that the next request finds it.
    func keep(_ record: SelectionRecord, now: Int64) -> Bool {
        let isInMemory = memory.withLock { $0.keep(record, now: now) }
        return write(record, now: now) || isInMemory
    }

    /// The selection of these digits; nil if there is none any more. Reads a file if it is not in memory.
    func record(_ digits: String, now: Int64) -> SelectionRecord? {
        guard let tag = CacheKey(digits.utf8) else { return nil }
        if let record = memory.withLock({ $0.use(tag, now: now) }) {
            directory?.use(tag)
            return record
        }
        guard let record = directory?.read(tag, now: now) else { return nil }
        directory?.use(tag)
        _ = memory.withLock { $0.keep(record, now: now) }
        return record
    }

    private func write(_ record: SelectionRecord, now: Int64) -> Bool {
        guard let directory else { return false }
        do throws(SystemCallError) {
            return try directory.write(record, now: now)
        } catch {
            if !isReported.exchange(true, ordering: .relaxed) { report(.unwritable(error)) }
            return false
        }
    }

    /// Whether a selection is still to be known that was used last at `time`. A time to come is from a clock that was wrong.
    static func isCurrent(_ time: Int64, now: Int64) -> Bool {
        let (age, isFar) = now.subtractingReportingOverflow(time)
        return !isFar && -lifetime...lifetime ~= age
    }
}
