import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite struct ChecksumIndexTests {
    private func version(_ number: UInt64) -> FileVersion { ChecksumRecordTests.record(number).version }

    @Test func `knows what it learned, of that very version`() {
        let index = ChecksumIndex()
        let version = version(1)
        index.learn(42, of: version)
        #expect(index.checksum(of: version) == 42)
        let time = SystemCalls.FileTime(seconds: 1, nanoseconds: 2)
        for other in [
            FileVersion(
                device: 9, inode: version.inode, size: version.size, modified: version.modified,
                changed: version.changed),
            FileVersion(
                device: version.device, inode: 9, size: version.size, modified: version.modified,
                changed: version.changed),
            FileVersion(
                device: version.device, inode: version.inode, size: 9, modified: version.modified,
                changed: version.changed),
            FileVersion(
                device: version.device, inode: version.inode, size: version.size, modified: time,
                changed: version.changed),
            FileVersion(
                device: version.device, inode: version.inode, size: version.size, modified: version.modified,
                changed: time),
        ] {
            #expect(index.checksum(of: other) == nil)
        }
    }

    @Test func `forgets what was not asked for lately`() {
        // Eight entries, in two generations.
        let index = ChecksumIndex(memory: 8 * 128)
        index.learn(1, of: version(1))
        for number in 2...100 {
            #expect(index.checksum(of: version(1)) == 1)
            index.learn(UInt32(number), of: version(UInt64(number)))
        }
        let known = (2...100).filter { index.checksum(of: version(UInt64($0))) != nil }
        #expect(known.count <= 8)
        #expect(known.last == 100)
    }

    @Test func `what a directory keeps is known to the next process`() throws {
        let tree = try TemporaryTree("cache")
        let directory = tree.at("made").text
        let first = ChecksumIndex()
        #expect(first.open(in: directory) == .loaded(count: 0))
        for number in 1...10 { first.learn(UInt32(number), of: version(UInt64(number))) }
        let second = ChecksumIndex()
        #expect(second.open(in: directory) == .loaded(count: 10))
        #expect(second.checksum(of: version(7)) == 7)
        #expect(try FileSystem.info(tree.at("made")).mode == 0o700)
    }

    @Test func `a file that is full begins again with the recent ones`() throws {
        let tree = try TemporaryTree("cache")
        let index = ChecksumIndex(memory: 64 << 20, disk: 10 * 64)
        #expect(index.open(in: tree.path) == .loaded(count: 0))
        for number in 1...35 { index.learn(UInt32(number), of: version(UInt64(number))) }
        let size = try tree.contents("checksums").count
        #expect(size <= 64 * 40)
        let next = ChecksumIndex()
        guard case .loaded = next.open(in: tree.path) else {
            Issue.record("the file is damaged")
            return
        }
        #expect(next.checksum(of: version(35)) == 35)
    }

    @Test func `a directory that cannot be used leaves the memory`() throws {
        let tree = try TemporaryTree("cache")
        try tree.file("file", "")
        let index = ChecksumIndex()
        guard case .unusable = index.open(in: tree.at("file").text) else {
            Issue.record("a file is taken for a directory")
            return
        }
        index.learn(5, of: version(5))
        #expect(index.checksum(of: version(5)) == 5)
    }
}
