internal import HTTP

/// An origin and the beginning of paths there, which stands for all objects beneath it.
public struct OriginPrefix: Hashable, Sendable {
    /// `scheme://host`, `scheme://host:port` or `s3://bucket`.
    let origin: [UInt8]
    /// In normal form, and without a slash at its end: empty for all of an origin, else beginning with a slash. In a
    /// store, the beginning of keys, which begins with no slash.
    let path: [UInt8]
    /// Whether this is a prefix of keys in a store, not of URLs.
    public let isStore: Bool

    /// Whether this is a prefix of https URLs.
    var isSecure: Bool { origin.starts(with: "https:".utf8) }

    private static let storeScheme = Array("s3://".utf8)

    /// - Parameter text: `https://host:port/path/` or `s3://bucket/beginning/of/keys/`. A slash at the end makes no
    ///   difference.
    /// - Returns: nil for what is neither, has no host or bucket, or has a query.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        isStore = bytes.starts(with: Self.storeScheme)
        if isStore {
            let name = bytes.dropFirst(Self.storeScheme.count).prefix { $0 != UInt8(ascii: "/") }
            let key = bytes[name.endIndex...].dropFirst()
            guard ObjectLocation.isBucket(name), (try? ObjectLocation.checkKey(key.span)) != nil else {
                return nil
            }
            origin = Array(bytes[..<name.endIndex])
            path = Array(key.withoutLastSlash)
        } else {
            guard let url = try? RemoteURL(bytes), url.query == nil else { return nil }
            origin = Array(url.origin)
            path = NormalPath.bytes(of: url.path.withoutLastSlash)
        }
    }

    /// Bytes of the path. Of two prefixes of the same location, the one of more bytes is the narrower.
    public var length: Int { path.count }

    public func covers(_ location: ObjectLocation) -> Bool { restStart(in: location) != nil }

    /// Whether all that `other` covers lies beneath this prefix.
    public func covers(_ other: OriginPrefix) -> Bool {
        guard origin == other.origin, other.path.starts(with: path) else { return false }
        return path.isEmpty || other.path.count == path.count || other.path[path.count] == UInt8(ascii: "/")
    }

    /// What a location's path has behind this prefix, as it stands there, beginning with a slash; empty if nothing is
    /// behind it. In a store, that of the key.
    ///
    /// - Returns: nil if the prefix does not cover the location.
    public func rest(of location: ObjectLocation) -> [UInt8]? {
        guard let start = restStart(in: location) else { return nil }
        switch location {
        case .url(let url): return Array(url.path[start...])
        case .s3(_, let key): return (path.isEmpty ? [UInt8(ascii: "/")] : []) + key[start...]
        }
    }

    /// The location whose path has `rest` behind this prefix.
    ///
    /// - Parameter rest: Empty or beginning with a slash. Of a URL, encoded, and with the query; of a key, as it is.
    public func location(_ rest: [UInt8]) throws(ObjectLocation.Fault) -> ObjectLocation {
        if isStore {
            let key = path + rest
            return try ObjectLocation(
                bucket: origin.dropFirst(Self.storeScheme.count),
                key: path.isEmpty ? key.dropFirst() : key[...])
        }
        do throws(RemoteURL.Fault) {
            return .url(try RemoteURL(origin + path + rest))
        } catch { throw .url(error) }
    }

    /// Where in the path or key of a location that begins which stands behind this prefix.
    private func restStart(in location: ObjectLocation) -> Int? {
        switch location {
        case .url(let url):
            guard !isStore, url.origin == origin[...] else { return nil }
            return NormalPath.end(of: path, in: url.path)
        case .s3(let bucket, let key):
            guard isStore, origin.dropFirst(Self.storeScheme.count) == bucket[...], key.starts(with: path)
            else {
                return nil
            }
            guard path.isEmpty || key.count == path.count || key[path.count] == UInt8(ascii: "/") else {
                return nil
            }
            return path.count
        }
    }
}

extension OriginPrefix: CustomStringConvertible {
    /// For logs.
    public var description: String {
        let slash = isStore && !path.isEmpty ? [UInt8(ascii: "/")] : []
        return String(decoding: origin + slash + path, as: UTF8.self)
    }
}

extension ArraySlice<UInt8> {
    /// Without the last byte if that is a slash.
    fileprivate var withoutLastSlash: ArraySlice<UInt8> { last == UInt8(ascii: "/") ? dropLast() : self }
}
