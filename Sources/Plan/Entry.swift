/// One member of an archive to be, in 32 bytes.
public struct Entry: Sendable {
    public enum Kind: UInt8, Sendable {
        case file, directory, symbolicLink
    }

    /// Bytes of content; of a symbolic link, of its target. 0 if ``hasUnknownSize``.
    public let size: UInt64
    /// Modification time in seconds since 1970-01-01 UTC, which may be negative.
    public private(set) var modifiedSeconds: Int64
    let nameStart: UInt32
    private var parentNumber: UInt32
    /// The modification time's fraction of a second.
    public let modifiedNanoseconds: UInt32
    private let nameLength: UInt8
    private let kindAndFlags: UInt8
    /// The lower nine mode bits: no set-id, no sticky. The owner of a directory may always read, write and search it, or
    /// most readers could not put into it what it holds.
    public private(set) var permissions: UInt16

    init(
        _ attributes: EntryAttributes, isInline: Bool, nameStart: UInt32, nameLength: UInt8, parent: UInt32?
    ) {
        size = attributes.size
        modifiedSeconds = attributes.modifiedSeconds
        modifiedNanoseconds = attributes.modifiedNanoseconds
        permissions = Self.permissions(attributes.permissions, attributes.kind)
        self.nameStart = nameStart
        self.nameLength = nameLength
        parentNumber = parent ?? .max
        kindAndFlags =
            attributes.kind.rawValue | (isInline ? Self.inlineFlag : 0)
            | (attributes.hasUnknownSize ? Self.unknownSizeFlag : 0)
    }

    /// A file beside those of a plan, whose name and content are elsewhere.
    public static func inlineFile(size: UInt64, modifiedSeconds: Int64) -> Entry {
        Entry(
            EntryAttributes(kind: .file, size: size, modifiedSeconds: modifiedSeconds, permissions: 0o644),
            isInline: true, nameStart: 0, nameLength: 0, parent: nil)
    }

    mutating func change(modifiedSeconds: Int64?, permissions: UInt16?) {
        if let modifiedSeconds { self.modifiedSeconds = modifiedSeconds }
        if let permissions { self.permissions = Self.permissions(permissions, kind) }
    }

    private static func permissions(_ bits: UInt16, _ kind: Kind) -> UInt16 {
        bits & 0o777 | (kind == .directory ? 0o700 : 0)
    }

    /// Moves the entry one place on in a plan whose top level is to be in the directory with index `top`.
    mutating func moveInto(top: UInt32) { parentNumber = parentNumber == .max ? top : parentNumber + 1 }

    private static let inlineFlag: UInt8 = 0x80
    static let unknownSizeFlag: UInt8 = 0x40

    public var kind: Kind {
        switch kindAndFlags & ~(Self.inlineFlag | Self.unknownSizeFlag) {
        case Kind.directory.rawValue: .directory
        case Kind.symbolicLink.rawValue: .symbolicLink
        default: .file
        }
    }

    /// Whether the content lies in the plan itself instead of in a file.
    public var isInline: Bool { kindAndFlags & Self.inlineFlag != 0 }

    /// Whether only reading the content tells how many bytes there are.
    public var hasUnknownSize: Bool { kindAndFlags & Self.unknownSizeFlag != 0 }

    /// The index of the directory that holds this entry; nil at the top level.
    public var parent: Int? { parentNumber == .max ? nil : Int(parentNumber) }

    var nameRange: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameLength) }
}
