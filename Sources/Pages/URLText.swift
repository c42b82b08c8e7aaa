internal import ByteIO

/// Bytes as they stand in URLs (RFC 3986 §2).
public enum URLText {
    /// A segment of a path, or a name or value of a query: what is not unreserved is escaped, `/`, `:` and `+` as well.
    public static func component(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        append(component: bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    static func append(component bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        for byte in bytes {
            if isUnreserved(byte) { text.append(byte) } else { text.append(percentEncoding: byte) }
        }
    }

    /// §2.3
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
