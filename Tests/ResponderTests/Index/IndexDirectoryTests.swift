import Archive
import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct IndexDirectoryTests {
    private typealias Time = TestSupport.FileTime

    /// What an index of a few units takes on disk.
    private static let block = 4096

    private let site: IndexSite

    init() throws { site = try IndexSite() }

    private func keep(_ numbers: Range<Int>, in store: ArchiveIndexStore, units: Int = 3) {
        for number in numbers { store.keep(.example(units, seed: number), of: CacheKey.text(number)) }
    }

    @Test func `what is kept survives a restart`() throws {
        keep(0..<100, in: site.store())
        let next = ArchiveIndexStore()
        #expect(site.open(next) == .loaded(count: 100, damaged: 0))
        for number in 0..<100 {
            #expect(next.index(of: CacheKey.text(number)) == .example(3, seed: number))
        }
        #expect(site.notices == [])
    }

    @Test func `directory and files are for their owner alone`() throws {
        keep(0..<1, in: site.store())
        #expect(try FileSystem.info(site.tree.at("cache")).mode == 0o700)
        #expect(try FileSystem.info(site.tree.at("cache/archives")).mode == 0o700)
        let info = try FileSystem.info(site.file(0))
        #expect(info.mode == 0o600 && info.size == 62 + 3 * 8)
    }

    @Test func `the one used longest ago goes first`() {
        let store = site.store(size: 10 * Self.block)
        keep(0..<10, in: store)
        #expect(store.index(of: CacheKey.text(0)) != nil)
        #expect(store.index(of: CacheKey.text(4)) != nil)
        keep(10..<12, in: store)
        #expect(site.numbers(below: 20) == [0, 3, 4, 5, 6, 7, 8, 9, 10, 11])
        // Three blocks.
        keep(12..<13, in: store, units: 1400)
        #expect(site.numbers(below: 20) == [0, 4, 7, 8, 9, 10, 11, 12])
    }

    @Test func `a file larger than all may be is not written`() {
        let store = site.store(size: 10 * Self.block)
        keep(0..<10, in: store)
        keep(10..<11, in: store, units: 10 * Self.block / 8)
        #expect(site.numbers(below: 20) == Array(0..<10))
        #expect(store.index(of: CacheKey.text(10)) != nil)
    }

    @Test func `the order of use survives a restart`() throws {
        keep(0..<10, in: site.store())
        for number in 0..<10 {
            // 3 was used last, then 2, 1, 0, 9, 8 and so on.
            try FileSystem.setModified(Time(1_000_000 + (number + 6) % 10), of: site.file(number))
        }
        let store = ArchiveIndexStore()
        #expect(site.open(store, size: 8 * Self.block) == .loaded(count: 8, damaged: 0))
        #expect(site.numbers(below: 10) == [0, 1, 2, 3, 6, 7, 8, 9])
        keep(10..<12, in: store)
        #expect(site.numbers(below: 12) == [0, 1, 2, 3, 8, 9, 10, 11])
    }

    /// Where the index is when it is used.
    @Test(arguments: [0, 1 << 20])
    func `a use leaves its trace on disk, if the last was a while ago`(memory: Int) throws {
        let start = time(nil)
        keep(0..<2, in: site.store())
        try FileSystem.setModified(Time(start - 3600), of: site.file(0))
        try FileSystem.setModified(Time(start - 30), of: site.file(1))
        let store = site.store(memory: memory)
        for _ in 0..<2 {
            for number in 0..<2 { #expect(store.index(of: CacheKey.text(number)) != nil) }
        }
        #expect(try FileSystem.info(site.file(0)).modified.seconds >= start - 1)
        #expect(try FileSystem.info(site.file(1)).modified == Time(start - 30))
        try FileSystem.setModified(Time(1), of: site.file(0))
        _ = store.index(of: CacheKey.text(0))
        if memory > 0 { #expect(try FileSystem.info(site.file(0)).modified == Time(1)) }
    }

    @Test func `what a dead writer has left is removed, and what is foreign stays`() throws {
        keep(0..<2, in: site.store())
        let tag = try CacheKey.example(1)
        for _ in 0..<3 {
            let name = BytePath(CacheFileName.temporary(for: tag))
            try site.tree.file("cache/archives/" / name, "penstock index 1\n")
        }
        try site.tree.file("cache/archives/README", [UInt8](repeating: 1, count: 100_000))
        try site.tree.directory(BytePath("cache/archives/\(CacheKey.text(7))"))
        try site.tree.link(BytePath("cache/archives/\(CacheKey.text(8))"), to: "README")
        let next = ArchiveIndexStore()
        #expect(site.open(next, size: 2 * Self.block) == .loaded(count: 2, damaged: 0))
        let kept = [0, 1, 7, 8].map { CacheKey.text($0) }
        #expect(try site.names() == ["README"] + kept)
        for number in [7, 8] { #expect(next.index(of: CacheKey.text(number)) == nil) }
        #expect(try site.names() == ["README"] + kept)
    }

    @Test func `a file that no index can be is removed at once`() throws {
        keep(0..<5, in: site.store())
        try FileSystem.truncate(site.file(0), to: 0)
        try FileSystem.truncate(site.file(1), to: 61)
        try FileSystem.truncate(site.file(2), to: 62 + 2 * 8 + 1)
        try FileSystem.writeSparse(size: 1 << 40, to: site.file(3))
        #expect(site.open(ArchiveIndexStore()) == .loaded(count: 1, damaged: 4))
        #expect(site.numbers(below: 5) == [4])
    }

    @Test func `a damaged file is reported and removed when it is read`() throws {
        keep(0..<4, in: site.store())
        try FileSystem.overwrite([0xAA], at: 60, of: site.file(0))
        try FileSystem.rename(site.file(1), to: site.file(2))
        // As large as an index can be, with no bytes.
        try FileSystem.writeSparse(size: 62 + 8 * 100_000_000, to: site.file(1))
        let next = ArchiveIndexStore()
        #expect(site.open(next) == .loaded(count: 4, damaged: 0))
        for number in 0..<3 { #expect(next.index(of: CacheKey.text(number)) == nil) }
        #expect(site.notices == (0..<3).map { .damaged(tag: CacheKey.text($0)) })
        #expect(site.numbers(below: 4) == [3])
        keep(0..<1, in: next)
        #expect(site.store().index(of: CacheKey.text(0)) == .example(3, seed: 0))
    }

    @Test func `a file is as good from another process, and no loss if one has removed it`() throws {
        let (one, other) = (site.store(), site.store(size: 2 * Self.block))
        keep(0..<3, in: one)
        #expect(other.index(of: CacheKey.text(0)) == .example(3, seed: 0))
        #expect(other.index(of: CacheKey.text(1)) == .example(3, seed: 1))
        // What it has come across is in its count.
        #expect(other.index(of: CacheKey.text(2)) == .example(3, seed: 2))
        #expect(site.numbers(below: 3) == [1, 2])
        #expect(one.index(of: CacheKey.text(0)) == .example(3, seed: 0))
        let next = site.store()
        try FileSystem.remove(site.file(1))
        #expect(next.index(of: CacheKey.text(1)) == nil)
        keep(1..<2, in: next)
        #expect(site.numbers(below: 3) == [1, 2])
        #expect(site.notices == [])
    }

    @Test func `opens a directory of many files`() throws {
        let sample = site.store()
        let count = 20_000
        keep(0..<1, in: sample)
        let bytes = try FileSystem.read(site.file(0))
        for number in 0..<count { try FileSystem.write(bytes, to: site.file(number)) }
        #expect(site.open(ArchiveIndexStore()) == .loaded(count: count, damaged: 0))
        let half = ArchiveIndexStore()
        #expect(site.open(half, size: count / 2 * Self.block) == .loaded(count: count / 2, damaged: 0))
        #expect(try site.names().count == count / 2)
    }
}
