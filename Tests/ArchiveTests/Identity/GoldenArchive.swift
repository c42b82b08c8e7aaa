import ByteIO
import Compression
import Plan
import TestSupport

import enum Archive.ArchiveFormat

@testable import Archive

/// An archive whose bytes are noted.
struct GoldenArchive {
    let name: String
    let archive: Archive
    let content: any ContentReader
    /// If not nil, only so many bytes of the archive's end are made, from checksums that are given.
    var tail: UInt64?

    /// Name, length and CRC-32.
    func line() throws -> String {
        let sink = MemorySink()
        let pool = try SharedPool.get()
        var index = ArchiveIndex()
        var part: ArchivePart?
        if let tail {
            index.units = archive.plan.entries.indices.map {
                ArchiveIndex.Unit(length: 0, checksum: UInt32($0) << 16)
            }
            let length = archive.length(knowing: index) ?? 0
            part = archive.part(length - tail..<length, knowing: index)
        }
        let ledger = ArchiveLedger(SharedIndex(knowing: index))
        try archive.write(part, to: sink, content: content, through: pool, ledger: ledger)
        let end = part?.range.upperBound ?? UInt64(sink.bytes.count)
        return "\(name): \(end), \(String(CRC32(of: sink.bytes).value, radix: 16))"
    }
}

extension GoldenArchive {
    /// Archives that no engine has a part in: every header, and every border between two shapes of a record.
    static func stored() throws -> [GoldenArchive] {
        var golden: [GoldenArchive] = []
        for (name, plan) in [("borders", try Plan.sample()), ("names", try Plan.names())] {
            for format in ArchiveFormat.allCases {
                golden.append(
                    GoldenArchive(
                        name: "\(format.rawValue) of \(name)",
                        archive: Archive(plan, format: format, effort: .store), content: MemoryContent()))
            }
        }
        let large: [(String, Plan, [ArchiveFormat])] = [
            ("huge files", try Plan.huge(), [.zip, .tar]), ("many entries", try Plan.many(), [.zip]),
        ]
        for (name, plan, formats) in large {
            for format in formats {
                golden.append(
                    GoldenArchive(
                        name: "\(format.rawValue) of \(name)",
                        archive: Archive(plan, format: format, effort: .store),
                        content: MemoryContent(), tail: 600))
            }
        }
        return golden
    }

    /// Archives of every engine, and of what decides whether it is used.
    static func compressed() throws -> [GoldenArchive] {
        let plans: [(String, Plan, any ContentReader)] = [
            ("borders", try Plan.sample(), MemoryContent()),
            ("grades", try GradedContent.plan(), GradedContent()),
        ]
        var golden: [GoldenArchive] = []
        for (name, plan, content) in plans {
            for effort in Effort.allCases where effort != .store {
                for format in [ArchiveFormat.zip, .tarGzip] {
                    golden.append(
                        GoldenArchive(
                            name: "\(format.rawValue) \(effort.rawValue) of \(name)",
                            archive: Archive(plan, format: format, effort: effort), content: content))
                }
            }
        }
        return golden
    }
}

extension Plan {
    /// Names, times and permissions that take other records than usual.
    fileprivate static func names() throws -> Plan {
        let long = String(repeating: "long name ", count: 9)
        return try Plan([
            .directory("t"), .directory(long, in: 0), .directory(long, in: 1), .file(long, 5, in: 2),
            .directory(long, in: 2), .file("deep", 1, in: 4), .file("caf\u{E9} \u{1F4A7}"),
            PlanRow(name: [0x66, 0xFF, 0x67], parent: 0), .file("back\\slash"), .file("a:b"), .file("CON"),
            .file("old", 0, in: 0, seconds: -1), .file("older", 0, in: 0, seconds: -10_000_000_000),
            .file("new", 0, in: 0, seconds: 1 << 31), .file("newer", 0, in: 0, seconds: 5_000_000_000),
            .file("octal", 0, in: 0, seconds: (1 << 33) - 1), .file("newest", 0, in: 0, seconds: 1 << 40),
            .link("link", to: long + long),
            PlanRow(name: Array("run".utf8), parent: 0, permissions: 0o755),
        ])
    }

    /// Sizes about the largest that 32 bits and eleven octal digits hold.
    fileprivate static func huge() throws -> Plan {
        try Plan([
            .directory("huge"), .file("below", UInt64(UInt32.max) - 1), .file("at", UInt64(UInt32.max)),
            .file("above", UInt64(UInt32.max) + 1), .file("octal", (1 << 33) - 1), .file("more", 1 << 33),
            .file("last", 10),
        ])
    }

    /// As many entries as 16 bits no longer count.
    fileprivate static func many() throws -> Plan {
        try Plan([.directory("many")] + (1..<65_535).map { .file(String($0)) })
    }
}
