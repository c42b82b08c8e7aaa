public import Plan

/// One entry of a plan to be made.
public struct PlanRow: Sendable {
    public var name: [UInt8]
    public var kind: Entry.Kind
    public var size: UInt64
    /// The index of its directory; nil at the top level.
    public var parent: Int?
    public var seconds: Int64
    public var nanoseconds: UInt32 = 0
    public var permissions: UInt16
    /// Content that lies in the plan.
    public var inline: [UInt8]?

    public init(
        name: [UInt8], kind: Entry.Kind = .file, size: UInt64 = 0, parent: Int? = nil,
        seconds: Int64 = 1_700_000_000, permissions: UInt16 = 0o644, inline: [UInt8]? = nil
    ) {
        self.name = name
        self.kind = kind
        self.size = size
        self.parent = parent
        self.seconds = seconds
        self.permissions = permissions
        self.inline = inline
    }

    public static func file(
        _ name: String, _ size: UInt64 = 0, in parent: Int? = 0, seconds: Int64 = 1_700_000_000
    ) -> PlanRow {
        PlanRow(name: Array(name.utf8), size: size, parent: parent, seconds: seconds)
    }

    public static func directory(_ name: String, in parent: Int? = nil) -> PlanRow {
        PlanRow(name: Array(name.utf8), kind: .directory, parent: parent, permissions: 0o755)
    }

    public static func link(_ name: String, to target: String, in parent: Int? = 0) -> PlanRow {
        PlanRow(
            name: Array(name.utf8), kind: .symbolicLink, parent: parent, permissions: 0o777,
            inline: Array(target.utf8))
    }
}

extension Plan {
    public init(_ rows: [PlanRow]) throws {
        var builder = PlanBuilder()
        for row in rows {
            let attributes = EntryAttributes(
                kind: row.kind, size: row.size, modifiedSeconds: row.seconds,
                modifiedNanoseconds: row.nanoseconds, permissions: row.permissions)
            if let inline = row.inline {
                _ = try builder.append(
                    name: row.name.span, attributes, parent: row.parent, content: inline)
            } else {
                _ = try builder.append(name: row.name.span, attributes, parent: row.parent)
            }
        }
        self = builder.finish()
    }

    /// Every kind and shape of entry once, small ones with all sizes about the limits of a block.
    public static func sample() throws -> Plan {
        try Plan([
            .directory("top"), .file("empty"), .file("one", 1), .file("a.jpg", 300_000),
            .directory("empty folder", in: 0), .directory("sub", in: 0),
            .file("just one block less", 262_143, in: 5), .file("one block", 262_144, in: 5),
            .file("one block more", 262_145, in: 5), .file("four records", 262_092, in: 5),
            .file("five records less one", 327_614, in: 5), .file("five records", 327_615, in: 5),
            .file("five records and one", 327_616, in: 5), .file("a megabyte", 1 << 20, in: 5),
            .link("link", to: "sub/one block"), .file("caf\u{E9}", 10),
            PlanRow(name: Array("MISSING.txt".utf8), parent: 0, inline: Array("a: gone\n".utf8)),
        ])
    }

    /// A plan whose archive is short enough to be cut at every byte.
    public static func small() throws -> Plan {
        try Plan([
            .directory("t"), .file("a", 3), .directory("d", in: 0), .file("b", 600, in: 2),
            .link("l", to: "a"), .file("c"),
        ])
    }
}
