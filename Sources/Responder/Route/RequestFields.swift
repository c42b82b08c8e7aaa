internal import Archive
internal import ByteIO
internal import FileTree
internal import HTTP
internal import Plan

/// What a client asks for, from a query or a form: the fields of the interface, checked.
struct RequestFields: Equatable {
    var format: ArchiveFormat?
    /// What our fields are called.
    static let names: Set = [
        "format", "name", "names", "select", "select-escaped", "selection", "only", "compression", "etag",
    ]

    /// Nil if nothing is selected.
    var selected: [RelativePath]?
    var name: [UInt8]?
    var storesOnly = false
    /// The digits of the entity tag that the archive must have; nil if any will do.
    var entityTag: String?
    /// The digits of a selection that was kept; its names are not yet among what is selected.
    var selection: String?
    /// Nil for what the location has.
    var names: NamePolicy?

    /// - Parameter fields: Others than ours are of no concern: people add their own.
    /// - Throws: A 400 for a value that a field cannot have.
    init(_ fields: [(name: String, value: [UInt8])]) throws(Refusal) {
        var paths: [RelativePath] = []
        var wantsSelection = false
        for (field, value) in fields {
            guard !value.contains(0) else { throw .badRequest("a NUL in a field") }
            switch field {
            case "format": format = try Self.single("format", format, try Self.format(value))
            case "name": name = try Self.single("name", name, value)
            case "names": names = try Self.single("names", names, try Self.names(value))
            case "select": paths.append(try Self.path(value))
            case "select-escaped":
                guard let name = value[...].percentDecoded else { throw Refusal(.malformedEscape) }
                paths.append(try Self.path(name))
            case "selection": selection = try Self.single("selection", selection, try Self.selection(value))
            case "only":
                guard value == Array("selected".utf8) else { throw .badRequest("only can only be selected") }
                wantsSelection = true
            case "compression":
                guard value == Array("store".utf8) else { throw .badRequest("compression can only be store") }
                storesOnly = true
            case "etag": entityTag = try Self.single("etag", entityTag, try Self.entityTag(value))
            default: continue
            }
        }
        if !paths.isEmpty { selected = paths }
        if wantsSelection, paths.isEmpty, selection == nil { throw .nothingSelected }
    }

    /// Adds names to what is selected.
    ///
    /// - Throws: A 400 for one that cannot be there.
    mutating func select(_ names: [ArraySlice<UInt8>]) throws(Refusal) {
        var paths = selected ?? []
        for name in names { paths.append(try Self.path(Array(name))) }
        if !paths.isEmpty { selected = paths }
    }

    private static func format(_ value: [UInt8]) throws(Refusal) -> ArchiveFormat {
        let word = String(decoding: value, as: UTF8.self)
        guard let format = ArchiveFormat(rawValue: word) ?? (word == "tgz" ? .tarGzip : nil) else {
            throw .badRequest("an unknown format")
        }
        return format
    }

    private static func names(_ value: [UInt8]) throws(Refusal) -> NamePolicy {
        guard let policy = NamePolicy(rawValue: String(decoding: value, as: UTF8.self)) else {
            throw .badRequest("names can only be portable or exact")
        }
        return policy
    }

    /// Decoded by the form, and once more if it is escaped: browsers send other bytes in place of a line feed, and of what
    /// is not UTF-8.
    private static func path(_ value: [UInt8]) throws(Refusal) -> RelativePath {
        guard let path = try? RelativePath(parsing: value), value.first != UInt8(ascii: "/"), path != .root
        else {
            throw .badRequest("a selection that is no path below the directory")
        }
        return path
    }

    private static func selection(_ value: [UInt8]) throws(Refusal) -> String {
        guard value.count == 32, value.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else {
            throw .badRequest("a malformed selection")
        }
        return String(decoding: value, as: UTF8.self).lowercased()
    }

    /// The 32 digits of a tag of ours; around them, quotes as in the header, and `W/` that a server in front has added.
    private static func entityTag(_ value: [UInt8]) throws(Refusal) -> String {
        var digits = value[...]
        if digits.last == UInt8(ascii: "\"") {
            digits.removeLast()
            if digits.starts(with: "W/".utf8) { digits = digits.dropFirst(2) }
            guard digits.popFirst() == UInt8(ascii: "\"") else { throw .badRequest("a malformed etag") }
        }
        guard digits.count == 32, digits.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else {
            throw .badRequest("a malformed etag")
        }
        return String(decoding: digits, as: UTF8.self).lowercased()
    }

    /// A field that says two things says nothing.
    private static func single<T: Equatable>(_ field: String, _ old: T?, _ new: T) throws(Refusal) -> T {
        guard old == nil || old == new else { throw .badRequest("two different values for \(field)") }
        return new
    }
}
