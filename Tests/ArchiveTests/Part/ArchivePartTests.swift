import ByteIO
import Compression
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat
import struct TestSupport.SeededGenerator

@testable import Archive

/// One after the other, and with pauses: the threads that it keeps busy are those of all tests.
@Suite(.serialized, .unit) struct ArchivePartTests {
    /// A part as a responder makes it: its job runs on a thread beside it.
    private func bytes(
        of range: Range<Int>, in archive: Archive, knowing index: ArchiveIndex
    ) throws -> [UInt8] {
        let part = archive.part(UInt64(range.lowerBound)..<UInt64(range.upperBound), knowing: index)
        let sink = MemorySink()
        let ledger = ArchiveLedger(
            SharedIndex(knowing: index), isPromised: archive.effort != .store)
        // What is sent needs nothing of the job, or waits for it.
        part.job?.run(reading: MemoryContent())
        try archive.write(
            part, to: sink, content: MemoryContent(), through: try SharedPool.get(), ledger: ledger)
        return sink.bytes
    }

    private func whole(_ archive: Archive) throws -> (bytes: [UInt8], index: ArchiveIndex) {
        let sink = MemorySink()
        let ledger = ArchiveLedger()
        try archive.write(
            to: sink, content: MemoryContent(), through: try SharedPool.get(), ledger: ledger)
        return (sink.bytes, ledger.index)
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `an archive that was written once has a length`(form: ArchiveTests.Form) throws {
        for plan in [try Plan.sample(), try Plan.small(), try Plan([.file("alone.txt", 700_000, in: nil)])] {
            let archive = form.archive(plan)
            let (bytes, index) = try whole(archive)
            #expect(index.units.count == archive.unitCount)
            #expect(archive.length(knowing: index) == UInt64(bytes.count))
        }
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `random parts are the same bytes of the whole`(form: ArchiveTests.Form) async throws {
        let archive = form.archive(try Plan.sample())
        let (whole, index) = try whole(archive)
        var random = SeededGenerator(seed: 41)
        for _ in 0..<(form.effort == .best ? 6 : 25) {
            await Task.yield()
            let start = random.below(whole.count)
            let length = random.below(3) == 0 ? whole.count : random.below(300_000)
            let range = start..<min(whole.count, start + 1 + length)
            let isSame = try bytes(of: range, in: archive, knowing: index) == Array(whole[range])
            #expect(isSame, "\(range) of \(whole.count)")
        }
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `parts from and to anywhere are the same bytes of the whole`(form: ArchiveTests.Form) async throws {
        let archive = form.archive(try Plan.small())
        let (whole, index) = try whole(archive)
        // A step that meets every place within a block of a tar.
        for place in stride(from: 0, to: whole.count, by: form.effort == .store ? 3 : 29) {
            await Task.yield()
            let isTail =
                try bytes(of: place..<whole.count, in: archive, knowing: index) == Array(whole[place...])
            #expect(isTail, "from \(place)")
            let isHead = try bytes(of: 0..<place + 1, in: archive, knowing: index) == Array(whole[...place])
            #expect(isHead, "to \(place)")
            let isByte = try bytes(of: place..<place + 1, in: archive, knowing: index) == [whole[place]]
            #expect(isByte, "at \(place)")
        }
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `a part that fails holds nothing but bytes of the whole`(form: ArchiveTests.Form) async throws {
        let archive = form.archive(try Plan.small())
        let (whole, index) = try whole(archive)
        var failedCount = 0
        for end in stride(from: 1, through: whole.count, by: form.effort == .store ? 7 : 29) {
            await Task.yield()
            let part = archive.part(0..<UInt64(end), knowing: index)
            let sink = MemorySink()
            do {
                try archive.write(
                    part, to: sink, content: MemoryContent(fault: .vanishes(entry: 3)),
                    through: try SharedPool.get(),
                    ledger: ArchiveLedger(SharedIndex(knowing: index), isPromised: form.effort != .store))
                #expect(sink.bytes.count == end)
            } catch {
                failedCount += 1
                #expect(sink.bytes.count < end)
            }
            let isHead = whole.starts(with: sink.bytes)
            #expect(isHead, "up to \(end)")
        }
        #expect(failedCount > 0)
    }

    @Test func `a part of a tar needs no file behind it`() throws {
        let archive = Archive(try Plan.small(), format: .tar, effort: .store)
        // Up to the end of t/d/, behind which t/d/b has vanished; of a part, where what it needs is made.
        for end in [1, 512, 1535, 1536, 2047, 2048] as [UInt64] {
            let sink = MemorySink()
            try archive.write(
                archive.part(0..<end, knowing: ArchiveIndex()), to: sink,
                content: MemoryContent(fault: .vanishes(entry: 3)), through: try SharedPool.get())
            #expect(sink.bytes.count == Int(end))
        }
    }

    @Test(arguments: [ArchiveFormat.zip, .tarGzip], [0, 1, 3, 7, 8, 13, 14, 16, 17])
    func `checksums that are not known are summed`(format: ArchiveFormat, known: Int) async throws {
        let archive = Archive(try Plan.sample(), format: format, effort: .store)
        let (whole, complete) = try whole(archive)
        var index = complete
        index.units.removeSubrange(known...)
        var random = SeededGenerator(seed: UInt64(known))
        for _ in 0..<8 {
            await Task.yield()
            let start = random.below(whole.count)
            let end = random.below(2) == 0 ? whole.count : start + 1 + random.below(whole.count - start)
            let isSame = try bytes(of: start..<end, in: archive, knowing: index) == Array(whole[start..<end])
            #expect(isSame, "\(start)..<\(end)")
        }
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `a part reads no content before it`(form: ArchiveTests.Form) throws {
        let plan = try Plan.sample()
        let archive = form.archive(plan)
        let (whole, index) = try whole(archive)
        // From the middle of the last large file on.
        let start = whole.count - 200_000
        let part = archive.part(UInt64(start)..<UInt64(whole.count), knowing: index)
        let content = CountingContent()
        let sink = MemorySink()
        try archive.write(
            part, to: sink, content: content, through: try SharedPool.get(),
            ledger: ArchiveLedger(SharedIndex(knowing: index)))
        let isTail = sink.bytes == Array(whole[start...])
        #expect(isTail)
        #expect(content.opened.allSatisfy { $0 >= 13 }, "\(content.opened)")
    }

    @Test(arguments: ArchiveTests.Form.all.filter { $0.format != .tar })
    func `an index that stopped anywhere can be completed`(form: ArchiveTests.Form) async throws {
        let archive = form.archive(try Plan.sample())
        let index = try whole(archive).index
        for count in stride(from: 0, through: index.units.count, by: form.effort == .best ? 4 : 1) {
            await Task.yield()
            var known = index
            known.units.removeSubrange(count...)
            let ledger = ArchiveLedger(SharedIndex(knowing: known))
            try archive.complete(
                ledger, content: MemoryContent(), through: try SharedPool.get(), isBackground: { true })
            let isComplete = ledger.index == index
            #expect(isComplete, "from \(count)")
        }
    }

    @Test func `streams of one archive learn its index together`() throws {
        let archive = Archive(try Plan.sample(), format: .zip, effort: .auto)
        let (bytes, index) = try whole(archive)
        let shared = SharedIndex()
        // The first breaks off in the middle, the second does not.
        #expect(throws: ArchiveError.self) {
            try archive.write(
                to: FailingSink(after: bytes.count / 2), content: MemoryContent(),
                through: try SharedPool.get(), ledger: ArchiveLedger(shared))
        }
        #expect(0 < shared.unitCount && shared.unitCount < index.units.count)
        try archive.write(
            to: MemorySink(), content: MemoryContent(), through: try SharedPool.get(),
            ledger: ArchiveLedger(shared))
        #expect(shared.index == index)
        #expect(!shared.isContradicted)
    }

    @Test(arguments: [ArchiveFormat.zip, .tarGzip])
    func `content that is no longer what was promised ends the archive`(format: ArchiveFormat) throws {
        let archive = Archive(try Plan.sample(), format: format, effort: .auto)
        var (whole, index) = try whole(archive)
        index.units[6].checksum ^= 1
        let sink = MemorySink()
        #expect(throws: ArchiveError.sink(.inconsistent)) {
            try archive.write(
                to: sink, content: MemoryContent(), through: try SharedPool.get(),
                ledger: ArchiveLedger(SharedIndex(knowing: index), isPromised: true))
        }
        let isHead = sink.bytes == Array(whole[..<sink.bytes.count])
        #expect(isHead && sink.bytes.count < whole.count)
    }

    @Test(arguments: [ArchiveFormat.zip, .tarGzip])
    func `a part whose checksums cannot be had ends early`(format: ArchiveFormat) throws {
        let archive = Archive(try Plan.sample(), format: format, effort: .store)
        let whole = try whole(archive).bytes
        let part = archive.part(
            UInt64(whole.count - 100_000)..<UInt64(whole.count), knowing: ArchiveIndex())
        let job = try #require(part.job)
        job.run(reading: MemoryContent(fault: .vanishes(entry: 7)))
        #expect(throws: ArchiveError.content(entry: 7, .vanished)) {
            try archive.write(
                part, to: MemorySink(), content: MemoryContent(), through: try SharedPool.get())
        }
    }
}

/// Remembers which entries are opened.
private final class CountingContent: ContentReader {
    private let content = MemoryContent()
    private(set) var opened: [Int] = []

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        opened.append(index)
        return try content.content(of: index, in: plan, from: offset)
    }
}
