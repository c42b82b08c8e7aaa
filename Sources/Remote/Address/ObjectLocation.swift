internal import ByteIO
internal import HTTP

/// Where an object is that another server has.
public enum ObjectLocation: Hashable, Sendable {
    case url(RemoteURL)
    /// An object of an S3-compatible store. Neither is encoded.
    case s3(bucket: [UInt8], key: [UInt8])

    /// Why there is no object at a place.
    public enum Fault: Error, Hashable, Sendable {
        case url(RemoteURL.Fault)
        case scheme, bucket, noKey, keyTooLong, keyWithNUL, keyWithDots

        /// For the log, behind the name of a field.
        public var reason: String {
            switch self {
            case .url(let fault): fault.reason
            case .scheme: "must be BUCKET/KEY without s3://"
            case .bucket:
                "has a bucket that is not of 3 to 63 letters, digits, dots, hyphens and underscores"
            case .noKey: "has no key behind its bucket"
            case .keyTooLong: "has a key of more than 1024 bytes"
            case .keyWithNUL: "has a key with a NUL"
            case .keyWithDots: "has a key with a segment . or .."
            }
        }
    }

    /// - Parameter text: `bucket/key`, not encoded.
    public init(s3 text: [UInt8]) throws(Fault) {
        guard !text.starts(with: "s3://".utf8) else { throw .scheme }
        let bucket = text.prefix { $0 != UInt8(ascii: "/") }
        try self.init(bucket: bucket, key: text[bucket.endIndex...].dropFirst())
    }

    init(bucket: ArraySlice<UInt8>, key: ArraySlice<UInt8>) throws(Fault) {
        guard Self.isBucket(bucket) else { throw .bucket }
        guard !key.isEmpty else { throw .noKey }
        try Self.checkKey(key.span)
        self = .s3(bucket: Array(bucket), key: Array(key))
    }

    /// What a bucket of AWS may be called, now or years ago. It can stand in a path and in the name of a host.
    static func isBucket(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard 3...63 ~= bytes.count, bytes.first?.isAlphanumeric == true, bytes.last?.isAlphanumeric == true
        else { return false }
        return bytes.allSatisfy { $0.isAlphanumeric || ".-_".utf8.contains($0) }
    }

    /// Refuses what a store can hold but cannot be asked for: `a/../b` is a key of its own, and yet HTTP libraries,
    /// proxies and servers make `b` of that path, which is another object.
    ///
    /// - Parameter key: Of an object, or the beginning of keys.
    static func checkKey(_ key: Span<UInt8>) throws(Fault) {
        guard key.count <= 1024 else { throw .keyTooLong }
        var segment = DotCounter()
        for index in key.indices {
            switch key[index] {
            case 0: throw .keyWithNUL
            case UInt8(ascii: "/"):
                if segment.isDots { throw .keyWithDots }
                segment = DotCounter()
            default: segment.take(key[index])
            }
        }
        if segment.isDots { throw .keyWithDots }
    }

    /// What the object is known by: a URL without its query, or `s3://bucket/key`.
    public var identity: [UInt8] {
        switch self {
        case .url(let url): url.withoutQuery
        case .s3(let bucket, let key): Array("s3://".utf8) + bucket + [UInt8(ascii: "/")] + key
        }
    }

    /// The identity for people and logs. Control characters are escaped.
    public var printable: String { identity.printableLine }
}
