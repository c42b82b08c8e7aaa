import Synchronization
import TestSupport
import Testing

@testable import Responder

/// A directory for indexes, and what the stores that use it report.
final class IndexSite: Sendable {
    typealias Notice = ArchiveIndexStore.Notice

    let tree: TemporaryTree
    private let reported = Mutex<[Notice]>([])

    init() throws { tree = try TemporaryTree("indexes", in: .memory) }

    var notices: [Notice] { reported.withLock { $0 } }

    /// A store as a process that starts has it.
    func store(memory: Int = 1 << 20, size: Int = 1 << 30, isOnDisk: Bool = true) -> ArchiveIndexStore {
        let store = ArchiveIndexStore(memory: memory)
        if isOnDisk {
            let notice = open(store, size: size)
            if case .loaded = notice {} else { Issue.record("\(notice)") }
        }
        return store
    }

    func open(_ store: ArchiveIndexStore, in directory: BytePath = "cache", size: Int = 1 << 30) -> Notice {
        store.open(in: tree.at(directory).text, size: size) { [self] notice in
            reported.withLock { $0.append(notice) }
        }
    }

    /// The file of an index.
    func file(_ number: Int) -> BytePath { tree.at("cache/archives/\(CacheKey.text(number))") }

    func names() throws -> [String] { try tree.names("cache/archives") }

    /// The numbers of 0 to `end` - 1 whose files are there.
    func numbers(below end: Int) -> [Int] { (0..<end).filter { FileSystem.exists(file($0)) } }
}
