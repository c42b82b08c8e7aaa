import Archive
import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct IndexDirectoryFailureTests {
    private let site: IndexSite

    init() throws { site = try IndexSite() }

    private func keep(_ numbers: Range<Int>, in store: ArchiveIndexStore) {
        for number in numbers { store.keep(.example(3, seed: number), of: CacheKey.text(number)) }
    }

    /// What stands in the way of the directory, and what the system says of it.
    enum Obstacle: CaseIterable, Sendable {
        case file, fileBelow, missingParent, linkToNowhere

        var errno: Int32 { self == .file || self == .fileBelow ? ENOTDIR : ENOENT }

        func directory(in tree: TemporaryTree) throws -> BytePath {
            switch self {
            case .file: try tree.file("cache", "x")
            case .fileBelow: try tree.file("cache/archives", "x")
            case .missingParent: return "missing/cache"
            case .linkToNowhere: try tree.link("cache/archives", to: "../nothing")
            }
            return "cache"
        }
    }

    @Test(arguments: Obstacle.allCases)
    func `without a directory it works in memory alone`(obstacle: Obstacle) throws {
        let directory = try obstacle.directory(in: site.tree)
        let store = ArchiveIndexStore()
        let error = SystemCallError("open", errno: obstacle.errno)
        #expect(site.open(store, in: directory) == .unusable(error))
        keep(0..<2, in: store)
        store.forget(CacheKey.text(0))
        #expect(store.index(of: CacheKey.text(0)) == nil)
        #expect(store.index(of: CacheKey.text(1)) == .example(3, seed: 1))
        #expect(site.notices == [])
    }

    @Test func `a directory that takes no files is reported once`() throws {
        // Nobody creates files there, root included.
        try site.tree.link("cache/archives", to: "/sys")
        let store = ArchiveIndexStore()
        #expect(site.open(store) == .loaded(count: 0, damaged: 0))
        keep(0..<3, in: store)
        guard site.notices.count == 1, case .unwritable(let error) = site.notices[0] else {
            Issue.record("\(site.notices)")
            return
        }
        #expect(error.call == "openat" && [EACCES, EPERM, EROFS].contains(error.errno))
        #expect(store.index(of: CacheKey.text(2)) == .example(3, seed: 2))
    }

    @Test func `after a failed write it reads on, and writes again after a restart`() throws {
        keep(0..<1, in: site.store())
        // No file takes the place of a directory.
        try site.tree.directory(BytePath("cache/archives/\(CacheKey.text(1))"))
        let store = site.store()
        keep(1..<4, in: store)
        #expect(site.notices == [.unwritable(SystemCallError("renameat", errno: EISDIR))])
        #expect(try site.names() == [0, 1].map { CacheKey.text($0) })
        for number in 0..<4 {
            #expect(store.index(of: CacheKey.text(number)) == .example(3, seed: number))
        }
        store.forget(CacheKey.text(0))
        #expect(site.numbers(below: 4) == [1])
        keep(2..<4, in: site.store())
        #expect(site.numbers(below: 4) == [1, 2, 3])
        #expect(site.notices.count == 1)
    }

    @Test func `a write that is cut short leaves nothing behind`() async {
        // In a process of its own: the limit that stands for a full disk is that of all threads.
        await #expect(processExitsWith: .success) {
            let site = try IndexSite()
            let store = site.store(memory: 0)
            store.keep(.example(1), of: CacheKey.text(1))
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 4096, rlim_max: rlim_t.max)
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            store.keep(.example(1000), of: CacheKey.text(1))
            store.keep(.example(1), of: CacheKey.text(2))
            #expect(site.notices == [.unwritable(SystemCallError("write", errno: EFBIG))])
            #expect(try site.names() == [CacheKey.text(1)])
            #expect(store.index(of: CacheKey.text(1)) == .example(1))
        }
    }

    @Test func `a directory that was removed meanwhile costs no more than its files`() throws {
        let store = site.store(memory: 600)
        keep(0..<3, in: store)
        try site.tree.remove("cache")
        #expect(store.index(of: CacheKey.text(0)) == nil)
        #expect(store.index(of: CacheKey.text(2)) == .example(3, seed: 2))
        store.forget(CacheKey.text(1))
        #expect(site.notices == [])
        keep(3..<6, in: store)
        #expect(site.notices == [.unwritable(SystemCallError("openat", errno: ENOENT))])
        #expect(store.index(of: CacheKey.text(5)) == .example(3, seed: 5))
        let next = site.store()
        keep(0..<1, in: next)
        #expect(site.numbers(below: 6) == [0])
    }

    @Test(.disabled(if: FileSystem.isRoot, "root writes wherever it likes"))
    func `a damaged file that cannot be removed is reported once, and nothing is read from it`() throws {
        keep(0..<2, in: site.store())
        try FileSystem.overwrite([0xAA], at: 60, of: site.file(0))
        try FileSystem.setMode(0o500, of: site.tree.at("cache/archives"))
        defer { try? FileSystem.setMode(0o700, of: site.tree.at("cache/archives")) }
        let store = site.store(memory: 0)
        for _ in 0..<3 {
            #expect(store.index(of: CacheKey.text(0)) == nil)
            #expect(store.index(of: CacheKey.text(1)) != nil)
        }
        store.forget(CacheKey.text(1))
        #expect(store.index(of: CacheKey.text(1)) == nil)
        #expect(site.notices == [.damaged(tag: CacheKey.text(0))])
    }
}
