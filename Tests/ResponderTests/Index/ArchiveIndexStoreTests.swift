import Archive
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ArchiveIndexStoreTests {
    private let site: IndexSite

    init() throws { site = try IndexSite() }

    @Test func `knows what it keeps, and nothing else`() {
        let store = ArchiveIndexStore()
        #expect(store.index(of: CacheKey.text(1)) == nil)
        store.keep(.example(3), of: CacheKey.text(1))
        #expect(store.index(of: CacheKey.text(1)) == .example(3))
        #expect(store.index(of: CacheKey.text(2)) == nil)
        store.forget(CacheKey.text(1))
        #expect(store.index(of: CacheKey.text(1)) == nil)
    }

    @Test(arguments: ["", "1", "../../../../../../../../etc/passwd", "\"0123456789abcdeffedcba9876543210\""])
    func `what is no tag has no index`(text: String) throws {
        let store = site.store()
        store.keep(.example(3), of: text)
        #expect(store.index(of: text) == nil)
        store.forget(text)
        #expect(try site.names() == [])
    }

    @Test func `an index of no units is none`() throws {
        let store = site.store()
        store.keep(.example(2), of: CacheKey.text(1))
        store.keep(ArchiveIndex(), of: CacheKey.text(1))
        store.keep(ArchiveIndex(), of: CacheKey.text(2))
        #expect(store.index(of: CacheKey.text(1)) == .example(2))
        #expect(try site.names() == [CacheKey.text(1)])
    }

    /// Where an index is that another is compared with.
    enum Place: CaseIterable {
        case memory, disk, both
    }

    @Test(arguments: Place.allCases)
    func `the longer wins, and of the same length the newer`(place: Place) {
        let store = site.store(memory: place == .disk ? 0 : 1 << 20, isOnDisk: place != .memory)
        let tag = CacheKey.text(1)
        store.keep(.example(5, seed: 1), of: tag)
        store.keep(.example(4, seed: 2), of: tag)
        #expect(store.index(of: tag) == .example(5, seed: 1))
        store.keep(.example(5, seed: 3), of: tag)
        #expect(store.index(of: tag) == .example(5, seed: 3))
        store.keep(.example(6, seed: 4), of: tag)
        #expect(store.index(of: tag) == .example(6, seed: 4))
        if place != .memory { #expect(site.store().index(of: tag) == .example(6, seed: 4)) }
    }

    @Test func `a shorter one does not hide the one that another process has written`() {
        let (one, other) = (site.store(), site.store())
        one.keep(.example(9), of: CacheKey.text(1))
        other.keep(.example(5), of: CacheKey.text(1))
        #expect(other.index(of: CacheKey.text(1)) == .example(9))
    }

    @Test func `what is known already is not written again`() throws {
        let store = site.store()
        store.keep(.example(3), of: CacheKey.text(1))
        let first = try FileSystem.info(site.file(1))
        store.keep(.example(3), of: CacheKey.text(1))
        #expect(try FileSystem.info(site.file(1)).inode == first.inode)
        try FileSystem.remove(site.file(1))
        store.keep(.example(3), of: CacheKey.text(1))
        #expect(FileSystem.exists(site.file(1)))
    }

    /// A store with room in memory for so many indexes of 100 units.
    private func store(room: Int) -> ArchiveIndexStore {
        // Units of 8 bytes, and what an index takes besides.
        ArchiveIndexStore(memory: room * (8 * 100 + 192))
    }

    @Test(arguments: [1, 2, 3, 50])
    func `memory holds no more than it may`(room: Int) {
        let (store, index) = (store(room: room), ArchiveIndex.example(100))
        for number in 0..<200 { store.keep(index, of: CacheKey.text(number)) }
        let known = (0..<200).filter { store.index(of: CacheKey.text($0)) != nil }
        #expect(known == Array((200 - room)..<200))
    }

    @Test func `what is used stays in memory`() {
        let (store, index) = (store(room: 3), ArchiveIndex.example(100))
        for number in 0..<200 {
            store.keep(index, of: CacheKey.text(number))
            #expect(store.index(of: CacheKey.text(0)) == index)
        }
        #expect(store.index(of: CacheKey.text(197)) == nil)
        #expect(store.index(of: CacheKey.text(198)) == index)
    }

    @Test func `an index too large for memory takes no room from others`() {
        let store = ArchiveIndexStore(memory: 10_000)
        store.keep(.example(10), of: CacheKey.text(1))
        store.keep(.example(10), of: CacheKey.text(2))
        store.keep(.example(2000), of: CacheKey.text(2))
        store.keep(.example(2000), of: CacheKey.text(3))
        #expect(store.index(of: CacheKey.text(1)) == .example(10))
        #expect(store.index(of: CacheKey.text(2)) == nil)
        #expect(store.index(of: CacheKey.text(3)) == nil)
    }

    @Test func `an index too large for memory is kept on disk`() {
        let store = site.store(memory: 10_000)
        store.keep(.example(10), of: CacheKey.text(1))
        store.keep(.example(2000), of: CacheKey.text(1))
        #expect(store.index(of: CacheKey.text(1)) == .example(2000))
        #expect(store.index(of: CacheKey.text(1)) == .example(2000))
    }

    @Test func `what was read once is in memory`() throws {
        site.store().keep(.example(3), of: CacheKey.text(1))
        let store = site.store()
        #expect(store.index(of: CacheKey.text(1)) == .example(3))
        try FileSystem.remove(site.file(1))
        #expect(store.index(of: CacheKey.text(1)) == .example(3))
    }

    @Test func `what is forgotten is gone from the disk, and can be learned anew`() throws {
        let store = site.store()
        store.keep(.example(9), of: CacheKey.text(1))
        store.keep(.example(9), of: CacheKey.text(2))
        store.forget(CacheKey.text(1))
        #expect(store.index(of: CacheKey.text(1)) == nil)
        #expect(try site.names() == [CacheKey.text(2)])
        store.keep(.example(4), of: CacheKey.text(1))
        #expect(site.store().index(of: CacheKey.text(1)) == .example(4))
    }

    @Test(arguments: [0, 20_000])
    func `many threads keep, look up and forget at once`(memory: Int) async throws {
        // Room for half of what is kept.
        let store = site.store(memory: memory, size: 50 * 4096)
        let mistakes = try await withThrowingTaskGroup(of: Int.self) { group in
            for thread in 0..<8 {
                group.addTask { try await onThread { Self.use(store, seed: UInt64(thread)) } }
            }
            return try await group.reduce(0, +)
        }
        #expect(mistakes == 0)
        #expect(site.notices == [])
        let names = try site.names()
        #expect(names.count <= 50 && names.allSatisfy { $0.utf8.count == CacheKey.digitCount })
        let next = site.store()
        for number in 0..<100 {
            guard let index = next.index(of: CacheKey.text(number)) else { continue }
            #expect(index == .example(index.units.count, seed: number))
        }
        #expect(site.notices == [])
    }

    /// - Returns: How many indexes were not what had been kept.
    private static func use(_ store: ArchiveIndexStore, seed: UInt64) -> Int {
        var generator = SeededGenerator(seed: seed)
        var mistakes = 0
        for _ in 0..<500 {
            let number = generator.below(100)
            let tag = CacheKey.text(number)
            switch generator.below(8) {
            case 0: store.forget(tag)
            case 1, 2: store.keep(.example(1 + generator.below(200), seed: number), of: tag)
            default:
                guard let index = store.index(of: tag) else { break }
                if index != .example(index.units.count, seed: number) { mistakes += 1 }
            }
        }
        return mistakes
    }

    @Test func `the longest of many that end at once is kept`() async throws {
        let store = site.store(memory: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    try await onThread {
                        for count in 1...200 where count % 8 == thread {
                            store.keep(.example(count), of: CacheKey.text(1))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(store.index(of: CacheKey.text(1)) == .example(200))
        #expect(try site.names() == [CacheKey.text(1)])
    }
}
