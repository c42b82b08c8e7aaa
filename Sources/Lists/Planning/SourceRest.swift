internal import ByteIO
internal import FileTree
internal import HTTP
internal import Remote

/// What something that a list names has behind a prefix: nothing, or a slash and more.
enum SourceRest {
    /// Of a path or a key: not encoded.
    case raw(ArraySlice<UInt8>)
    /// Of a URL, as it is written. The query begins with its question mark.
    case written(path: ArraySlice<UInt8>, query: ArraySlice<UInt8>)

    /// - Parameters:
    ///   - path: Begins with the components of `prefix`, `depth` of them.
    ///   - location: The path as a URL has it, with its query, if it comes from one.
    /// - Returns: nil if the location writes an encoded slash or dot there: of which of its components another server
    ///   would make the prefix, only that server knows.
    init?(of path: [UInt8], location: [UInt8]?, behind prefix: RelativePath, depth: Int) {
        guard let location else {
            self = .raw(Self.rest(of: path[...], behind: depth))
            return
        }
        let written = location.prefix { $0 != UInt8(ascii: "?") }
        let rest = Self.rest(of: written, behind: depth)
        guard let beginning = written[..<rest.startIndex].percentDecoded,
            (try? RelativePath(parsing: beginning)) == prefix
        else { return nil }
        self = .written(path: rest, query: location[written.endIndex...])
    }

    /// - Returns: nil if the prefix does not cover the location.
    init?(of location: ObjectLocation, behind prefix: OriginPrefix) {
        guard let rest = prefix.rest(of: location) else { return nil }
        switch location {
        case .s3: self = .raw(rest[...])
        case .url(let url):
            self = .written(path: rest[...], query: url.bytes[url.path.endIndex...])
        }
    }

    /// What a path has behind its first components. Empty ones and `.` do not count.
    private static func rest(of path: ArraySlice<UInt8>, behind depth: Int) -> ArraySlice<UInt8> {
        var rest = path
        var left = depth
        while left > 0, !rest.isEmpty {
            let component = rest.drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: "/") }
            if !component.elementsEqual(".".utf8) { left -= 1 }
            rest = path[component.endIndex...]
        }
        return rest
    }

    /// As paths and keys are, decoded once and without the query; nil if that is not possible.
    var decoded: [UInt8]? {
        switch self {
        case .raw(let path): Array(path)
        case .written(let path, _): path.percentDecoded
        }
    }

    /// As URLs are. What is written as one stays as it is, but for bytes that no URL may have.
    var encoded: [UInt8] {
        switch self {
        case .raw(let path): path.percentEncoded { $0.isPathCharacter }
        case .written(let path, let query):
            (path + query).percentEncoded { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }
        }
    }
}
