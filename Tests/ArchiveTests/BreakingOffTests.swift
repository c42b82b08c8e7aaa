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
