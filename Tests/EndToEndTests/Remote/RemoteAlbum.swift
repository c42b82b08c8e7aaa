import TestSupport

/// An archive of objects of two origins, of a file on disk and of text, and what it should hold.
struct RemoteAlbum {
    let objects: [RemoteObject]
    /// A directory as the archive should come out.
    let expected: BytePath
    private let origins: [RemoteOrigin]

    static let sizes = [0, 1, 4 << 10, 100 << 10, 8 << 20]

    init(at site: RemoteSite) async throws {
        origins = site.origins
        objects = try await site.objects(
            Self.sizes.flatMap { [("noise\($0)", $0), ("text\($0).txt", $0)] })
        expected = try site.tree.directory("expected")
        for (number, object) in objects.enumerated() {
            let file = expected / BytePath(Self.name(number, object))
            try FileSystem.makeDirectories(file.parent)
            try FileSystem.write(FileSystem.read(object.file), to: file)
        }
        try FileSystem.write(FileSystem.read(site.tree.at("root/note")), to: expected / "note")
        try FileSystem.write(Array("Hello\n".utf8), to: expected / "day 1/read me")
    }

    private static func name(_ number: Int, _ object: RemoteObject) -> String {
        "day \(number % 3)/phöto \(object.name)"
    }

    /// The list's entries.
    ///
    /// - Parameters:
    ///   - query: Of each URL.
    ///   - other: The number of an object that has another tag.
    func entries(_ fields: ListedFields = .all, query: String = "", changing other: Int? = nil) -> [String] {
        var entries = objects.enumerated().map { number, object in
            let url = origins[number % origins.count].prefix + object.path() + query
            let entry = object.entry(Self.name(number, object), at: url, fields)
            return number == other ? entry.replacing(object.tag, with: #"\"other\""#) : entry
        }
        entries.insert(#"{"name": "note", "path": "note", "mtime": 1600000000}"#, at: 3)
        entries.append(#"{"name": "day 1/read me", "text": "Hello\n"}"#)
        return entries
    }
}
