/// The fields that an object of a list may have; a raw value is the field's name.
protocol ListField: RawRepresentable<String>, CaseIterable, Sendable {
    static var table: FieldTable<Self> { get }
}

/// Fields by the length and the first letter of their names. No two fields have both in common, so a name is compared once.
struct FieldTable<Field: ListField>: Sendable {
    private var fields = [Field?](repeating: nil, count: 1024)

    init() {
        for field in Field.allCases {
            let name = Array(field.rawValue.utf8)
            let slot = Self.slot(of: name.span)
            precondition(fields[slot] == nil, "two fields of one length and first letter")
            fields[slot] = field
        }
    }

    /// - Returns: nil if no field has this name.
    func field(named name: Span<UInt8>) -> Field? {
        guard !name.isEmpty, let field = fields[Self.slot(of: name)] else { return nil }
        let own = field.rawValue.utf8
        guard own.count == name.count else { return nil }
        var index = 0
        for byte in own {
            guard byte == name[index] else { return nil }
            index += 1
        }
        return field
    }

    /// Names of fields are shorter than 32 bytes and begin with an ASCII letter.
    private static func slot(of name: Span<UInt8>) -> Int { (name.count & 31) << 5 | Int(name[0] & 31) }
}

/// A field of an entry.
enum EntryField: String, ListField {
    case name, zipPath
    case path, url, s3, text, link
    case size, crc32, etag, mtime, mode
    /// The head of the list, in an object of its own.
    case archive

    static let table = FieldTable<EntryField>()

    /// What an entry has one of, however the field is called.
    var slot: Slot {
        switch self {
        case .name, .zipPath: .name
        case .path, .url, .s3, .text, .link: .source
        case .size: .size
        case .crc32: .checksum
        case .etag: .entityTag
        case .mtime: .modified
        case .mode: .permissions
        case .archive: .head
        }
    }

    enum Slot: UInt8 {
        case name, source, size, checksum, entityTag, modified, permissions, head
    }
}

/// A field of the object that is a list, or of the object `archive`.
enum HeadField: String, ListField {
    case filename, suggestedFilename, top, format, compression, authorization, files

    static let table = FieldTable<HeadField>()
}
