import ByteIO
import Compression
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Archive

@Suite(.unit) struct ArchiveTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let format: ArchiveFormat
        let effort: Effort

        var testDescription: String { "\(format.rawValue), \(effort.rawValue)" }

        static let all = [
            Form(format: .zip, effort: .store), Form(format: .zip, effort: .auto),
            Form(format: .zip, effort: .best), Form(format: .tar, effort: .store),
            Form(format: .tarGzip, effort: .store), Form(format: .tarGzip, effort: .auto),
        ]

        func archive(_ plan: Plan) -> Archive { Archive(plan, format: format, effort: effort) }
    }

    @Test(arguments: Form.all)
    func `is as long as it says`(form: Form) throws {
        for plan in [try Plan.sample(), try Plan.small(), try Plan([.file("alone.jpg", 5, in: nil)])] {
            let archive = form.archive(plan)
            let knows = archive.effort == .store
            #expect((archive.length() != nil) == knows)
            guard let length = archive.length() else { continue }
            #expect(try UInt64(archive.bytes().count) == length)
        }
    }

    @Test(arguments: Form.all)
    func `the same plan gives the same bytes, in whatever pieces they come`(form: Form) throws {
        let archive = form.archive(try Plan.sample())
        let whole = try archive.bytes()
        for (pieceSize, contentPieceSize) in [
            (64 * 1024, 100_000), (1 << 20, 1 << 20), (997, 4099), (65_528, 1000),
        ] {
            let isSame = try archive.bytes(pieceSize: pieceSize, contentPieceSize: contentPieceSize) == whole
            #expect(isSame, "\(pieceSize) and \(contentPieceSize) bytes")
        }
    }

    @Test(arguments: Form.all)
    func `small pieces of every size give the same bytes`(form: Form) throws {
        let archive = form.archive(try Plan.small())
        let whole = try archive.bytes()
        for pieceSize in 1...40 {
            #expect(try archive.bytes(pieceSize: pieceSize, contentPieceSize: pieceSize) == whole)
        }
    }

    @Test(arguments: Form.all)
    func `a sink that fails is not written to again, wherever it fails`(form: Form) throws {
        let archive = form.archive(try Plan.small())
        let whole = try archive.bytes()
        for count in 0..<whole.count {
            let sink = FailingSink(after: count)
            #expect(throws: ArchiveError.sink(.disconnected)) {
                try archive.write(to: sink, content: MemoryContent())
            }
            #expect(sink.callsAfterFailure == 0, "after \(count) bytes")
            #expect(sink.bytes == Array(whole[..<count]))
        }
        let sink = FailingSink(after: whole.count)
        try archive.write(to: sink, content: MemoryContent())
        #expect(sink.bytes == whole)
    }

    @Test(arguments: [ArchiveFormat.zip, .tar], [[1 << 62], [1 << 61, 1 << 61]] as [[UInt64]])
    func `the largest contents that a plan takes have a length`(format: ArchiveFormat, sizes: [UInt64]) throws
    {
        let plan = try Plan([.directory("top")] + sizes.map { .file("f", $0) })
        let length = Archive(plan, format: format, effort: .store).length()
        #expect(try #require(length) > plan.contentSize)
    }

    @Test(arguments: [
        ("a.zip", "a", ArchiveFormat.zip), ("a.tar", "a", .tar), ("a.tar.gz", "a", .tarGzip),
        ("a.tgz", "a", .tarGzip), (".zip", "", .zip), ("a.zip.tar", "a.zip", .tar),
    ])
    func `the end of a name tells the format`(name: String, stem: String, format: ArchiveFormat) throws {
        let suffix = try #require(ArchiveFormat.suffix(of: Array(name.utf8)))
        #expect(stem + suffix.text == name)
        #expect(suffix.format == format)
    }

    @Test(arguments: ["", "a", "zip", "a.ZIP", "a.gz", "a.zip ", "a.tar.bz2"])
    func `other ends tell nothing`(name: String) {
        #expect(ArchiveFormat.suffix(of: Array(name.utf8)) == nil)
    }
}
