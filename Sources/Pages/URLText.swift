internal import ByteIO
internal import HTTP

/// Bytes as they stand in URLs (RFC 3986 §2).
public enum URLText {
    /// A segment of a path, or a name or value of a query: what is not unreserved is escaped, `/`, `:` and `+` as well.
    public static func component(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.percentEncoded { $0.isUnreserved }, as: UTF8.self)
    }
}
