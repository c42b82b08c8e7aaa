internal import Archive

/// What is known of the files in the directory of indexes: which were used last, what they take together, and
/// what is being done to them. It touches none.
struct IndexFileTable: Sendable {
    /// What is to be done to one file.
    enum Task: Equatable {
        case write(ArchiveIndex)
        case remove
    }

    private struct File {
        let size: Int
        /// When its modification time was set, in seconds since 1970.
        var touched: Int64
    }

    private static let blockSize = 4096
    /// Seconds until a use is worth a write to the disk again.
    private static let touchInterval: Int64 = 60
    /// So that no sum overflows.
    private static let largestLimit = 1 << 60

    /// Bytes that all files may take.
    let limit: Int
    private var files = LeastRecentlyUsed<File>()
    /// Bytes of the files that are being written.
    private var reserved = 0
    /// Tasks that wait, by file, for each file that a thread works on.
    private var tasks: [CacheKey: [Task]] = [:]
    /// Those that are not to be read, but could not be removed.
    private var condemned: Set<CacheKey> = []
    private var isWritable = true

    init(limit: Int) { self.limit = max(0, min(limit, Self.largestLimit)) }

    var count: Int { files.count }

    /// Bytes that all files take.
    var size: Int { files.size }

    func mayRead(_ tag: CacheKey) -> Bool { !condemned.contains(tag) }

    func isBusy(_ tag: CacheKey) -> Bool { tasks[tag] != nil }

    /// Takes note of a file of `size` bytes, no more than ``limit``, that is used.
    ///
    /// - Returns: Those that have to go for it.
    mutating func add(_ tag: CacheKey, size: Int, touched: Int64) -> [CacheKey] {
        let size = Self.sizeOnDisk(size)
        files.set(File(size: size, touched: touched), size: size, for: tag)
        return makeRoom()
    }

    /// - Parameter now: In seconds since 1970.
    /// - Returns: Whether its modification time is to be set.
    mutating func use(_ tag: CacheKey, now: Int64) -> Bool {
        guard var file = files.use(tag), isWritable else { return false }
        // A time to come is from a clock that was wrong, and a file system may give any number.
        if (0..<Self.touchInterval).contains(now &- file.touched) { return false }
        file.touched = now
        files.set(file, size: file.size, for: tag)
        return true
    }

    /// Takes note that a file is gone.
    mutating func lose(_ tag: CacheKey) { files.remove(tag) }

    /// Takes note that a file cannot be removed: it is as good as gone.
    mutating func condemn(_ tag: CacheKey) { condemned.insert(tag) }

    /// Sets aside room for a file that is to be written, until ``release(_:)``.
    ///
    /// - Returns: Those that have to go before; nil if it is not to be written.
    mutating func reserve(_ size: Int) -> [CacheKey]? {
        let size = Self.sizeOnDisk(size)
        guard isWritable, size <= limit - reserved else { return nil }
        reserved += size
        return makeRoom()
    }

    mutating func release(_ size: Int) { reserved -= Self.sizeOnDisk(size) }

    /// Takes note that a good file has taken the name.
    mutating func redeem(_ tag: CacheKey) { condemned.remove(tag) }

    /// - Returns: false if that has been done before.
    mutating func stopWriting() -> Bool {
        defer { isWritable = false }
        return isWritable
    }

    private mutating func makeRoom() -> [CacheKey] {
        var displaced: [CacheKey] = []
        while files.size + reserved > limit, let oldest = files.oldest {
            files.remove(oldest)
            displaced.append(oldest)
        }
        return displaced
    }

    private static func sizeOnDisk(_ size: Int) -> Int { (size + blockSize - 1) / blockSize * blockSize }

    /// - Returns: true if the caller works on the file from now on, and must do the task. False if another thread
    ///   works on the file already; that thread does the task next.
    mutating func begin(_ task: Task, on tag: CacheKey) -> Bool {
        guard let waiting = tasks[tag] else {
            tasks[tag] = []
            return true
        }
        switch (task, waiting.last) {
        case (.remove, _): tasks[tag] = [.remove]
        case (.write(let later), .write(let earlier)) where later.units.count < earlier.units.count: break
        case (.write, .write): tasks[tag] = waiting.dropLast() + [task]
        case (.write, _): tasks[tag] = waiting + [task]
        }
        return false
    }

    /// To be called after each task.
    ///
    /// - Returns: the next task for the file, which the caller must do; nil if there is none, and then the caller no
    ///   longer works on the file.
    mutating func next(on tag: CacheKey) -> Task? {
        guard var waiting = tasks[tag], !waiting.isEmpty else {
            tasks[tag] = nil
            return nil
        }
        let task = waiting.removeFirst()
        tasks[tag] = waiting
        return task
    }
}
