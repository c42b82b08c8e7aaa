import ByteIO
import Compression
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Archive

/// What an archive that breaks off has written.
@Suite(.unit) struct BreakingOffTests {
    private func written(_ archive: Archive, _ fault: MemoryContent.Fault) -> (
        bytes: [UInt8], error: ArchiveError?
    ) {
        let sink = MemorySink()
        do {
            try archive.write(to: sink, content: MemoryContent(fault: fault))
            return (sink.bytes, nil)
        } catch {
            return (sink.bytes, error as? ArchiveError)
        }
    }

    @Test(arguments: ArchiveTests.Form.all)
    func `a failure that may pass is not marked, for a client may resume behind it`(form: ArchiveTests.Form)
        throws
    {
        let archive = form.archive(try Plan.sample())
        let whole = try archive.bytes()
        for entry in [2, 3, 6, 13] {
            let (bytes, error) = written(archive, .fails(entry: entry))
            #expect(error == .content(entry: entry, .failed(call: "open", errno: 5)))
            let isHead = whole.holds(bytes, at: 0)
            #expect(isHead, "entry \(entry)")
        }
    }

    @Test(arguments: [ArchiveFormat.zip, .tarGzip])
    func `what cannot be summed is blamed, and not what is waited for`(format: ArchiveFormat) throws {
        let plan = try Plan([
            .file("a", 10, in: nil), .file("b", 200_000, in: nil), .file("c", 200_000, in: nil),
        ])
        let archive = Archive(plan, format: format, effort: .store)
        let length = try #require(archive.length(knowing: ArchiveIndex()))
        // From the middle of the last file to the end, which has the checksums of all.
        let part = archive.part(length - 100_000..<length, knowing: ArchiveIndex())
        part.job?.run(reading: MemoryContent(fault: .fails(entry: 1)))
        #expect(throws: ArchiveError.content(entry: 1, .failed(call: "open", errno: 5))) {
            try archive.write(
                part, to: MemorySink(), content: MemoryContent(), through: try SharedPool.get(),
                ledger: ArchiveLedger(SharedIndex(knowing: ArchiveIndex())))
        }
    }

    @Test(arguments: [0, 100_000, 262_144, 500_000, 599_999] as [UInt64])
    func `a compressed zip that fails within a large file ends within it`(count: UInt64) throws {
        let plan = try Plan([.directory("t"), .file("a", 1000), .file("b", 1000), .file("large", 600_000)])
        let archive = Archive(plan, format: .zip, effort: .auto)
        let whole = try archive.bytes()
        let name = try #require(whole.firstRange(of: Array("t/large".utf8)))
        let (bytes, error) = written(archive, .endsEarly(entry: 3, at: count))
        #expect(error == .content(entry: 3, .endedEarly))
        #expect(bytes.count >= name.upperBound)
        let isHead = whole.holds(bytes, at: 0)
        #expect(isHead)
    }
}
