import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct ChecksumIndexTests {
    private typealias Time = SystemCalls.FileTime

    private static let size = ChecksumRecord.size
    /// What an entry is reckoned to take in memory; half of the entries are a generation.
    private static let entrySize = 128

    private let tree: TemporaryTree

    init() throws { tree = try TemporaryTree("index", in: .memory) }

    private var fileSize: Int { (try? FileSystem.size(tree.at("cache/checksums"))) ?? 0 }

    /// An index of so many entries, in memory and, with `keeping`, on disk.
    private func index(
        _ entries: Int = 1000, disk: Int = 1 << 30, keeping isKept: Bool = false
    ) -> ChecksumIndex {
        let index = ChecksumIndex(memory: entries * Self.entrySize, disk: disk)
        if isKept {
            let notice = index.open(in: tree.at("cache").text)
            if case .loaded = notice {} else { Issue.record("\(notice)") }
        }
        return index
    }

    @Test func `knows what it has learned`() {
        let index = index()
        #expect(index.checksum(of: .example(1)) == nil)
        index.learn(11, of: .example(1))
        index.learn(12, of: .example(2))
        #expect(index.checksum(of: .example(1)) == 11)
        #expect(index.checksum(of: .example(2)) == 12)
        #expect(index.checksum(of: .example(3)) == nil)
    }

    @Test(
        arguments: [
            version(device: 9), version(inode: 9), version(size: 9),
            version(modified: Time(seconds: 9, nanoseconds: 4)),
            version(modified: Time(seconds: 4, nanoseconds: 9)),
            version(changed: Time(seconds: 9, nanoseconds: 5)),
            version(changed: Time(seconds: 5, nanoseconds: 9)),
        ])
    func `a version that differs in anything is another one`(other: FileVersion) {
        let index = index()
        index.learn(1, of: Self.version())
        #expect(index.checksum(of: Self.version()) == 1)
        #expect(index.checksum(of: other) == nil)
    }

    private static func version(
        device: UInt64 = 1, inode: UInt64 = 2, size: UInt64 = 3,
        modified: Time = Time(seconds: 4, nanoseconds: 4),
        changed: Time = Time(seconds: 5, nanoseconds: 5)
    ) -> FileVersion {
        FileVersion(device: device, inode: inode, size: size, modified: modified, changed: changed)
    }

    @Test(arguments: [2, 3, 20, 100])
    func `holds no more than it may`(entries: Int) {
        let index = index(entries)
        for number in 0..<1000 { index.learn(UInt32(number), of: .example(number)) }
        let known = (0..<1000).filter { index.checksum(of: .example($0)) != nil }
        #expect(known.count <= entries && known.last == 999)
        #expect(known.count >= entries / 2)
    }

    @Test func `what is used survives what is not`() {
        let index = index(20)
        index.learn(7, of: .example(5000))
        for number in 0..<1000 {
            index.learn(UInt32(number), of: .example(number))
            if number.isMultiple(of: 5) { #expect(index.checksum(of: .example(5000)) == 7) }
        }
        #expect(index.checksum(of: .example(0)) == nil)
        #expect(index.checksum(of: .example(5000)) == 7)
    }

    @Test func `what was learned survives a restart`() {
        do {
            let first = index(keeping: true)
            for number in 0..<100 { first.learn(UInt32(number), of: .example(number)) }
            // What is known already is not kept twice.
            for number in 0..<100 { first.learn(UInt32(number), of: .example(number)) }
        }
        #expect(fileSize == 101 * Self.size)
        let second = ChecksumIndex()
        #expect(second.open(in: tree.at("cache").text) == .loaded(count: 100))
        for number in 0..<100 { #expect(second.checksum(of: .example(number)) == UInt32(number)) }
        second.learn(5, of: .example(100))
        let third = ChecksumIndex()
        #expect(third.open(in: tree.at("cache").text) == .loaded(count: 101))
        #expect(third.checksum(of: .example(100)) == 5)
    }

    @Test func `the directory is made, for its owner alone`() throws {
        _ = index(keeping: true)
        #expect(try FileSystem.info(tree.at("cache")).mode == 0o700)
    }

    @Test func `two that share a directory learn for each other's successors`() {
        let (one, other) = (index(keeping: true), index(keeping: true))
        one.learn(1, of: .example(1))
        other.learn(2, of: .example(2))
        #expect(one.checksum(of: .example(2)) == nil)
        let next = index(keeping: true)
        #expect(next.checksum(of: .example(1)) == 1 && next.checksum(of: .example(2)) == 2)
    }

    @Test func `a file that was cut off is good up to there, and a damaged one is discarded`() throws {
        let file = tree.at("cache/checksums")
        let learned = index(keeping: true)
        for number in 1...3 { learned.learn(UInt32(number), of: .example(number)) }
        try FileSystem.truncate(file, to: 4 * Self.size - 1)
        let cut = ChecksumIndex()
        #expect(cut.open(in: tree.at("cache").text) == .cutOff(count: 2))
        #expect(cut.checksum(of: .example(2)) == 2 && cut.checksum(of: .example(3)) == nil)
        var bytes = try FileSystem.read(file)
        bytes[bytes.count - 1] ^= 1
        try FileSystem.write(bytes, to: file)
        let damaged = ChecksumIndex()
        #expect(damaged.open(in: tree.at("cache").text) == .discarded)
        // Even the records before the damage are not to be trusted.
        #expect(damaged.checksum(of: .example(1)) == nil)
        damaged.learn(4, of: .example(4))
        #expect(index(keeping: true).checksum(of: .example(4)) == 4)
    }

    @Test(arguments: [10, 11, 20, 21, 55, 100])
    func `a file that is full begins anew with what is known`(count: Int) {
        do {
            let index = index(20, keeping: true)
            for number in 0..<count {
                index.learn(UInt32(number), of: .example(number))
                #expect(fileSize <= 21 * Self.size)
            }
        }
        let next = index(20, keeping: true)
        // At least a generation.
        for number in (count - 10)..<count {
            #expect(next.checksum(of: .example(number)) == UInt32(number), "\(number) of \(count)")
        }
    }

    @Test(arguments: [1, 10, 50])
    func `a file takes no more than it may, and is not written over and over`(records: Int) throws {
        let index = index(1000, disk: records * Self.size, keeping: true)
        var beginnings = 0
        var before = 0
        for number in 0..<500 {
            index.learn(UInt32(number), of: .example(number))
            let size = fileSize
            #expect(size <= (max(2, records) + 1) * Self.size)
            if size <= before { beginnings += 1 }
            before = size
        }
        // Each makes room for half of it, but for a moment when it is all known.
        #expect(beginnings <= 2 * 500 / max(1, records / 2))
    }

    @Test func `a file that is larger than it may be now is used and made smaller`() {
        do {
            let index = index(1000, keeping: true)
            for number in 0..<100 { index.learn(UInt32(number), of: .example(number)) }
        }
        let index = ChecksumIndex(memory: 1 << 20, disk: 20 * Self.size)
        #expect(index.open(in: tree.at("cache").text) == .loaded(count: 100))
        #expect(index.checksum(of: .example(99)) == 99)
        index.learn(100, of: .example(100))
        #expect(fileSize <= 21 * Self.size)
    }

    /// What stands in the way of the file, and what the system says of it.
    enum Obstacle: String, CaseIterable, Sendable {
        case fileForDirectory, linkForFile, linkToNowhere, directoryForFile, readOnlyDirectory, missingParent

        var errno: Int32 {
            switch self {
            case .fileForDirectory: ENOTDIR
            case .linkForFile, .linkToNowhere: ELOOP
            case .directoryForFile: EISDIR
            case .readOnlyDirectory: EACCES
            case .missingParent: ENOENT
            }
        }

        func directory(in tree: TemporaryTree) throws -> BytePath {
            switch self {
            case .fileForDirectory: try tree.file("cache", "x")
            case .linkForFile:
                try tree.file("other", "what it leads to is not touched")
                try tree.link("cache/checksums", to: "../other")
            case .linkToNowhere: try tree.link("cache/checksums", to: "../nothing")
            case .directoryForFile: try tree.directory("cache/checksums")
            // Nobody creates files there, root included.
            case .readOnlyDirectory: return "/sys"
            case .missingParent: return tree.at("missing/cache")
            }
            return tree.at("cache")
        }
    }

    @Test(arguments: Obstacle.allCases)
    func `without a file that can be used it works in memory alone`(obstacle: Obstacle) throws {
        let directory = try obstacle.directory(in: tree)
        let index = ChecksumIndex()
        #expect(index.open(in: directory.text) == .unusable(SystemCallError("open", errno: obstacle.errno)))
        index.learn(1, of: .example(1))
        #expect(index.checksum(of: .example(1)) == 1)
        #expect(!FileSystem.exists(tree.at("nothing")))
        if obstacle == .linkForFile {
            #expect(try FileSystem.text(tree.at("other")) == "what it leads to is not touched")
        }
    }

    @Test func `many threads learn and look up at once`() async throws {
        let index = index(5000, keeping: true)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    try await onThread {
                        for number in 0..<300 {
                            let number = thread.isMultiple(of: 2) ? number : 299 - number
                            index.learn(UInt32(number), of: .example(number))
                            #expect(index.checksum(of: .example(number)) == UInt32(number))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(fileSize == 301 * Self.size)
    }
}
