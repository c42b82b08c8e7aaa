/// One entry of a list as the application wrote it. Each field is checked by itself.
public struct ListEntry: Equatable, Sendable {
    /// Where the content comes from.
    public enum Source: Equatable, Sendable {
        /// The entry is a directory.
        case directory
        /// A path, to be looked up beneath a root or to be mapped to an origin: UTF-8.
        case path([UInt8])
        /// The same from mod_zip's text, whose paths are those of URLs: decoded, any bytes but NUL; and as it was written,
        /// with its arguments, for a server.
        case location(path: [UInt8], written: [UInt8])
        /// An absolute URL, as it is sent.
        case url([UInt8])
        /// `bucket/key`, not encoded.
        case s3([UInt8])
        /// The content itself, at most 64 KiB.
        case text([UInt8])
        /// The target of a symbolic link.
        case link([UInt8])
    }

    /// The path in the archive: UTF-8 without NUL, otherwise as given. A directory's ends in no slash.
    public var name: [UInt8]
    public var source: Source
    /// In bytes; at most 2^62.
    public var size: UInt64?
    /// CRC-32 of the content.
    public var checksum: UInt32?
    /// What stands between the quotes of a strong entity tag (RFC 9110 §8.8.3). It has at least one byte. Nil for a weak
    /// tag, which different bytes may share.
    public var entityTag: [UInt8]?
    /// Seconds since 1970, in the years 0 to 9999.
    public var modified: Int64?
    /// 0...0o777
    public var permissions: UInt16?

    public init(
        name: [UInt8], source: Source, size: UInt64? = nil, checksum: UInt32? = nil,
        entityTag: [UInt8]? = nil,
        modified: Int64? = nil, permissions: UInt16? = nil
    ) {
        self.name = name
        self.source = source
        self.size = size
        self.checksum = checksum
        self.entityTag = entityTag
        self.modified = modified
        self.permissions = permissions
    }
}
