internal import ByteIO

/// The value of Content-Disposition for a download (RFC 6266): the name in ASCII for old clients, and as it
/// is.
enum ContentDisposition {
    /// Bytes of a file name that go into the header, so that it fits every front server's buffer.
    private static let longestName = 255

    static func attachment(_ name: [UInt8]) -> String {
        let text = name.prefix(longestName).printable
        return "attachment; filename=\"\(fallback(text))\"; filename*=UTF-8''\(extended(text))"
    }

    /// Printable ASCII that needs no escape inside quotes; some clients decode `%` there, so it is left out
    /// too.
    private static func fallback(_ name: String) -> String {
        let refused: Set<Unicode.Scalar> = ["\"", "\\", "/", "%"]
        return name.unicodeScalars.reduce(into: "") { text, scalar in
            text.unicodeScalars.append(
                (" "..."~").contains(scalar) && !refused.contains(scalar) ? scalar : "_")
        }
    }

    /// RFC 8187 §3.2: everything but attr-char percent-encoded.
    private static func extended(_ name: String) -> String {
        let symbols = Set("!#$&+-.^_`|~".utf8)
        let bytes = name.utf8.reduce(into: [UInt8]()) { bytes, byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                bytes.append(byte)
            case _ where symbols.contains(byte): bytes.append(byte)
            default: bytes.append(percentEncoding: byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
