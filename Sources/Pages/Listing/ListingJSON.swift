internal import ByteIO
internal import HTTP

/// A listing for programs.
public enum ListingJSON {
    public static let mediaType = "application/json"

    public static func bytes(_ listing: Listing) -> [UInt8] {
        var text = Array("{\n".utf8)
        func field(_ name: String, _ value: String, isLast: Bool = false) {
            text += " \"\(name)\": \(value)\(isLast ? "\n}\n" : ",\n")".utf8
        }
        field("name", JSONString.quoted(string(listing.name)))
        field("path", JSONString.quoted("/" + listing.path.map { URLText.component($0) + "/" }.joined()))
        text += " \"entries\": [".utf8
        for (place, row) in listing.rows.enumerated() {
            text += (place == 0 ? "\n  " : ",\n  ").utf8
            text += object(fields(of: row, listing)).utf8
        }
        text += (listing.rows.isEmpty ? "],\n" : "\n ],\n").utf8
        let found = listing.foundCount ?? listing.folderCount + listing.fileCount
        field("found", String(found))
        field("total", total(listing))
        field("archives", "[\(archives(listing).joined(separator: ", "))]")
        let limits = listing.limits
        field(
            "limits",
            object([
                ("bytes", limits.bytes.map(String.init) ?? "null"), ("entries", String(limits.entries)),
                ("depth", String(limits.depth)),
            ]))
        field("sort", JSONString.quoted(listing.query.sort.rawValue))
        field("order", JSONString.quoted(listing.query.isDescending ? "descending" : "ascending"))
        field("page", String(listing.query.page))
        field("pages", String(listing.pageCount), isLast: true)
        return text
    }

    private static func fields(of row: Listing.Row, _ listing: Listing) -> [(String, String)] {
        let name = URLText.component(row.name)
        var fields = [("name", JSONString.quoted(string(row.name)))]
        switch row.kind {
        case .folder: fields += [("type", "\"directory\""), ("href", "\"\(name)/\"")]
        case .file:
            fields.append(("type", "\"file\""))
            if let files = listing.files { fields.append(("href", JSONString.quoted(files + name))) }
        }
        if row.isLink { fields.append(("link", "true")) }
        switch row.access {
        case .readable: fields.append(("select", "\"\(name)\""))
        case .unreadable: fields.append(("missing", "\"not readable\""))
        case .leftOut: fields.append(("missing", "\"not in the archive\""))
        }
        if let bytes = row.bytes { fields.append(("bytes", String(bytes))) }
        if let files = row.files { fields.append(("files", String(files))) }
        let time = CivilTime(secondsSinceEpoch: row.modified)
        if 1000...9999 ~= time.year { fields.append(("modified", "\"\(time.date)T\(time.clock)Z\"")) }
        return fields
    }

    private static func total(_ listing: Listing) -> String {
        let here = ("here", String(listing.folderCount + listing.fileCount))
        guard let whole = listing.whole else { return object([here, ("entries", "null")]) }
        return object([
            here, ("entries", String(whole.entries)), ("files", String(whole.files)),
            ("bytes", String(whole.bytes)),
        ])
    }

    private static func archives(_ listing: Listing) -> [String] {
        if listing.obstacle != nil { return [] }
        return listing.formats.enumerated().map { place, format in
            var fields = [("format", "\"\(format)\""), ("href", "\"?format=\(format)\"")]
            if let whole = listing.whole {
                fields.append(("etag", "\"\(whole.entityTags[place])\""))
                if let length = whole.lengths[place] { fields.append(("bytes", String(length))) }
                fields.append(("resumable", whole.lengths[place] == nil ? "false" : "true"))
            }
            return object(fields)
        }
    }

    private static func object(_ fields: [(String, String)]) -> String {
        "{\(fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))}"
    }

    private static func string(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
