internal import FileTree
internal import Logging
internal import Responder

/// Opens what `serve` keeps from earlier requests, and tells the log what became of it.
struct Caches {
    /// Bytes of memory for all caches together.
    private static let memory = 64 << 20
    /// Bytes of memory for selections, of which the longest has four million.
    private static let memoryOfSelections = 16 << 20
    /// Bytes that selections may take on disk, however much there is.
    private static let diskOfSelections = 64 << 20

    /// Where they are kept across restarts; nil for memory alone.
    let directory: String?
    /// What they may take there, in bytes.
    let size: Int
    let logger: Logger

    /// Bytes of all caches together: of those on disk, if there are any.
    var limit: Int { directory == nil ? Self.memory : size }

    func checksums() -> ChecksumIndex {
        let index = ChecksumIndex(memory: Self.memory / 2, disk: max(1, size / 4))
        guard let directory else { return index }
        switch index.open(in: directory) {
        case .loaded(let count):
            logger.info("checksums loaded", metadata: ["files": "\(count)"])
        case .cutOff(let count):
            logger.notice(
                "the last checksum in the cache was incomplete and is cut off",
                metadata: ["files": "\(count)"])
        case .discarded:
            logger.warning("the checksums in \(directory) are damaged and discarded")
        case .unusable(let error):
            logger.warning("checksums are kept in memory only: \(directory): \(error)")
        }
        return index
    }

    func indexes() -> ArchiveIndexStore {
        let store = ArchiveIndexStore(memory: Self.memory / 2)
        guard let directory else { return store }
        let report: @Sendable (ArchiveIndexStore.Notice) -> Void = { notice in
            switch notice {
            case .loaded(let count, let damaged):
                logger.info("indexes found", metadata: ["archives": "\(count)", "damaged": "\(damaged)"])
            case .unusable(let error):
                logger.warning("indexes are kept in memory only: \(directory): \(error)")
            case .damaged(let tag):
                logger.warning("a damaged index is discarded", metadata: ["archive": "\(tag)"])
            case .unwritable(let error):
                logger.warning("indexes are not written until the next start: \(directory): \(error)")
            }
        }
        report(store.open(in: directory, size: size - size / 4 - sizeOfSelections, report: report))
        return store
    }

    /// - Parameter isAlone: Whether every request comes to this process: only then is the next sure to find here what this
    ///   one keeps in memory.
    func selections(isAlone: Bool) -> SelectionStore {
        SelectionStore(
            memory: isAlone ? Self.memoryOfSelections : 0, directory: directory, size: sizeOfSelections
        ) { [logger, directory] notice in
            switch notice {
            case .unusable(let error):
                logger.warning("selections are not kept on disk: \(directory ?? ""): \(error)")
            case .unwritable(let error):
                logger.warning("selections cannot be written: \(directory ?? ""): \(error)")
            }
        }
    }

    private var sizeOfSelections: Int { min(size / 16, Self.diskOfSelections) }
}
