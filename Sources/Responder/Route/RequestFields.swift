internal import Archive
internal import FileTree
internal import HTTP

/// What a client asks for, from a query or a form: the fields of the interface, checked.
struct RequestFields: Equatable {
    var format: ArchiveFormat?
    /// Nil if nothing is selected.
    var selected: [RelativePath]?
    var name: [UInt8]?
    var storesOnly = false

    /// - Parameter fields: Others than ours are of no concern: people add their own.
    /// - Throws: A 400 for a value that a field cannot have.
    init(_ fields: [(name: String, value: [UInt8])]) throws(Refusal) {
        var paths: [RelativePath] = []
        for (field, value) in fields {
            guard !value.contains(0) else { throw .badRequest("a NUL in a field") }
            switch field {
            case "format": format = try Self.single("format", format, try Self.format(value))
            case "name": name = try Self.single("name", name, value)
            case "select": paths.append(try Self.path(value))
            case "compression":
                guard value == Array("store".utf8) else { throw .badRequest("compression can only be store") }
                storesOnly = true
            default: continue
            }
        }
        if !paths.isEmpty { selected = paths }
    }

    private static func format(_ value: [UInt8]) throws(Refusal) -> ArchiveFormat {
        let word = String(decoding: value, as: UTF8.self)
        guard let format = ArchiveFormat(rawValue: word) ?? (word == "tgz" ? .tarGzip : nil) else {
            throw .badRequest("an unknown format")
        }
        return format
    }

    private static func path(_ value: [UInt8]) throws(Refusal) -> RelativePath {
        guard let path = try? RelativePath(parsing: value), value.first != UInt8(ascii: "/"), path != .root
        else {
            throw .badRequest("a selection that is no path below the directory")
        }
        return path
    }

    /// A field that says two things says nothing.
    private static func single<T: Equatable>(_ field: String, _ old: T?, _ new: T) throws(Refusal) -> T {
        guard old == nil || old == new else { throw .badRequest("two different values for \(field)") }
        return new
    }
}
