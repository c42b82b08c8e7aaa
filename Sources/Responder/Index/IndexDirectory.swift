internal import Archive
internal import Synchronization
internal import SystemCalls

/// The indexes on disk: a directory with a file for each, named for the archive's tag.
///
/// Other processes may share it. A name is only ever given to a whole file, and any file may be gone at any
/// moment. Used by many threads; none waits for the disk but the one that reads or writes itself.
final class IndexDirectory: Sendable {
    typealias Notice = ArchiveIndexStore.Notice

    private let directory: FileDescriptor
    private let limit: Int
    private let table: Mutex<IndexFileTable>
    private let report: @Sendable (Notice) -> Void
    /// What was found when it was opened.
    let found: Notice

    /// Bytes that all files take.
    var size: Int { table.withLock { $0.size } }

    /// Opens the directory, creates it if need be, and removes from it what is of no use: files that no index
    /// can be by their size, what writers have left that died, and what is beyond `limit` bytes.
    ///
    /// - Parameter report: Is told of what happens later.
    init(
        _ path: String, limit: Int, report: @escaping @Sendable (Notice) -> Void
    ) throws(SystemCallError) {
        FilePaths.createDirectory(path)
        let directory = try FileDescriptor.open(Array(path.utf8).span, for: .directory)
        let listing = try IndexListing(of: directory)
        var table = IndexFileTable(limit: limit)
        var useless = listing.damaged
        for file in listing.files {
            if let size = Int(exactly: file.size), size <= table.limit {
                useless += table.add(file.tag, size: size, touched: file.modified.seconds)
            } else {
                useless.append(file.tag)
            }
        }
        for name in useless.map(\.bytes) + listing.leftovers { try? directory.remove(name.span) }
        found = .loaded(count: table.count, damaged: listing.damaged.count)
        self.directory = directory
        self.limit = table.limit
        self.table = Mutex(table)
        self.report = report
    }

    /// Reads an index, whoever has written it.
    func read(_ tag: CacheKey) -> ArchiveIndex? {
        guard table.withLock({ $0.mayRead(tag) }) else { return nil }
        do {
            let name = tag.bytes
            let file = try directory.open(beneath: name.span, for: .content, followingLinks: false)
            let status = try file.status()
            // A larger one is there if another process may keep more.
            guard status.kind == .regular, status.size <= UInt64(limit) else { return nil }
            guard let index = try IndexRecord.read(from: file, size: status.size, of: tag) else {
                discard(tag)
                return nil
            }
            notice(tag, status)
            return index
        } catch {
            if error.kind == .notFound { lose(tag) }
            return nil
        }
    }

    /// How many units the file of an index has; nil if there is none.
    func unitCount(of tag: CacheKey) -> Int? {
        let name = tag.bytes
        guard table.withLock({ $0.mayRead(tag) }), let status = try? directory.status(of: name.span),
            status.kind == .regular
        else { return nil }
        return IndexRecord.unitCount(ofSize: status.size)
    }

    /// Takes note that an index was used, so that it is not among the next to go: at once for this process,
    /// and about once a minute for those that come after it.
    func use(_ tag: CacheKey) {
        guard table.withLock({ $0.use(tag, now: ProcessClock.now.seconds) }) else { return }
        let name = tag.bytes
        do { try directory.touch(name.span) } catch { if error.kind == .notFound { lose(tag) } }
    }

    /// Writes an index, unless the file of a longer one is there.
    func write(_ index: ArchiveIndex, of tag: CacheKey) { perform(.write(index), on: tag) }

    func remove(_ tag: CacheKey) { perform(.remove, on: tag) }

    /// Only one thread works on a file at a time. A thread that finds the file in use leaves its task to the thread
    /// that uses the file, and returns at once.
    private func perform(_ task: IndexFileTable.Task, on tag: CacheKey) {
        guard table.withLock({ $0.begin(task, on: tag) }) else { return }
        var next: IndexFileTable.Task? = task
        while let task = next {
            switch task {
            case .write(let index): save(index, of: tag)
            case .remove: unlink([tag])
            }
            next = table.withLock { $0.next(on: tag) }
        }
    }

    private func notice(_ tag: CacheKey, _ status: FileStatus) {
        let displaced = table.withLock { table in
            table.add(tag, size: Int(clamping: status.size), touched: status.modified.seconds)
        }
        unlink(displaced)
        use(tag)
    }

    private func lose(_ tag: CacheKey) {
        table.withLock { table in
            // It is not gone if it is about to be there.
            if !table.isBusy(tag) { table.lose(tag) }
        }
    }

    /// Removes a damaged file. If a good file has taken the name meanwhile, the good one is removed, and its archive's
    /// index has to be learned again.
    private func discard(_ tag: CacheKey) {
        if !table.withLock({ $0.isBusy(tag) }) { unlink([tag]) }
        report(.damaged(tag: tag.text))
    }

    private func unlink(_ tags: [CacheKey]) {
        for tag in tags {
            let name = tag.bytes
            var isGone = true
            // Before: another thread may put a file there as soon as this one is gone, and that one is to be counted.
            table.withLock { $0.lose(tag) }
            do { try directory.remove(name.span) } catch { isGone = error.kind == .notFound }
            if !isGone { table.withLock { $0.condemn(tag) } }
        }
    }
}

extension IndexDirectory {
    private func save(_ index: ArchiveIndex, of tag: CacheKey) {
        if let known = unitCount(of: tag), known > index.units.count { return }
        let bytes = IndexRecord.encode(index, of: tag)
        guard let displaced = table.withLock({ $0.reserve(bytes.count) }) else { return }
        unlink(displaced)
        do {
            let isKept = try put(bytes, at: tag)
            table.withLock { table in
                table.release(bytes.count)
                guard isKept else { return }
                table.redeem(tag)
                // There is room for it: nothing else has to go.
                _ = table.add(tag, size: bytes.count, touched: ProcessClock.now.seconds)
            }
        } catch {
            table.withLock { $0.release(bytes.count) }
            stopWriting(error)
        }
    }

    /// Not synced: fsync(2) would have the end of every stream wait for the disk, and what a power cut tears,
    /// the check in the file tells.
    ///
    /// - Returns: false if another process has removed it meanwhile.
    private func put(_ bytes: [UInt8], at tag: CacheKey) throws(SystemCallError) -> Bool {
        let (temporary, name) = (CacheFileName.temporary(for: tag), tag.bytes)
        let file = try directory.create(temporary.span)
        do {
            try file.write(bytes.span)
            try directory.rename(temporary.span, to: name.span)
            return true
        } catch {
            // A process that starts takes it for what a dead one has left.
            if error.call == "renameat", error.kind == .notFound { return false }
            try? directory.remove(temporary.span)
            throw error
        }
    }

    /// After a failure it only reads: a disk that is full or read-only would fail every stream's write.
    private func stopWriting(_ error: SystemCallError) {
        // A want of descriptors or memory passes.
        guard error.kind != .exhausted, table.withLock({ $0.stopWriting() }) else { return }
        report(.unwritable(error))
    }
}
