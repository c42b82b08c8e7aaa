import TestSupport
import Testing

/// Something that an origin has.
struct RemoteObject: Sendable {
    let name: String
    let size: Int
    /// Hexadecimal digits.
    let checksum: String
    /// A file of the same bytes.
    let file: BytePath

    /// What the origin sends as ETag, with its quotes escaped for JSON.
    var tag: String { #"\"\#(checksum)-\#(size)\""# }

    /// Objects of these names and sizes; their bytes are written to files in `directory`.
    static func make(_ objects: [(name: String, size: Int)], in directory: BytePath) async throws
        -> [RemoteObject]
    {
        let script = BytePath(#filePath).parent / "objects.py"
        let result = try await Tool("python3").run(
            ["-B", script.text, directory.text] + objects.map { "\($0.size)/\($0.name)" })
        try #require(result.lines.count == objects.count, "\(result)")
        return zip(objects, result.lines).map { object, checksum in
            RemoteObject(
                name: object.name, size: object.size, checksum: checksum,
                file: directory / BytePath(object.name))
        }
    }

    /// A path at an origin.
    ///
    /// - Parameter key: What tells this use of the object from others, for faults that come once.
    func path(_ fault: String = "plain", key: String = "") -> String {
        "\(fault)/\(size)/\(name)\(key.isEmpty ? "" : "~" + key)"
    }
}

/// What a list says of an object besides where it is.
struct ListedFields: OptionSet, Sendable {
    let rawValue: Int
    static let size = ListedFields(rawValue: 1)
    static let checksum = ListedFields(rawValue: 2)
    static let tag = ListedFields(rawValue: 4)
    static let time = ListedFields(rawValue: 8)
    static let all: ListedFields = [.size, .checksum, .tag]
}

extension RemoteObject {
    /// An entry of a list.
    func entry(_ name: String, at url: String, _ fields: ListedFields = .all) -> String {
        var members = [#""name": "\#(name)""#, #""url": "\#(url)""#]
        if fields.contains(.size) { members.append(#""size": \#(size)"#) }
        if fields.contains(.checksum) { members.append(#""crc32": "\#(checksum)""#) }
        if fields.contains(.tag) { members.append(#""etag": "\#(tag)""#) }
        if fields.contains(.time) { members.append(#""mtime": 1700000000"#) }
        return "{\(members.joined(separator: ", "))}"
    }
}
