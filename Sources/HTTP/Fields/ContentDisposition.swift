internal import ByteIO

/// The value of Content-Disposition for a download (RFC 6266): the name in ASCII for old clients, and as it
/// is.
public enum ContentDisposition {
    /// The most characters of the name for old clients. The other one is up to thrice 255 bytes long, and
    /// both must fit the front servers' buffers.
    private static let longestFallback = 100

    public static func attachment(_ name: [UInt8]) -> String {
        // A name that is not UTF-8 keeps its ASCII: escapes of escapes would be too long for some.
        let text =
            String(validating: name, as: UTF8.self)
            ?? String(decoding: name.map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
        return "attachment; filename=\"\(fallback(text))\"; filename*=UTF-8''\(extended(text))"
    }

    /// Printable ASCII that needs no escape inside quotes; some clients decode `%` there, so it is left out
    /// too.
    private static func fallback(_ name: String) -> String {
        let refused: Set<Unicode.Scalar> = ["\"", "\\", "/", "%"]
        let safe = name.unicodeScalars.map { scalar in
            (" "..."~").contains(scalar) && !refused.contains(scalar) ? Character(scalar) : "_"
        }
        // Of a long name the end stays, where the type is.
        let isLong = safe.count > longestFallback
        return isLong
            ? String(safe.prefix(longestFallback / 2) + safe.suffix(longestFallback / 2)) : String(safe)
    }

    /// RFC 8187 §3.2: everything but attr-char percent-encoded.
    private static func extended(_ name: String) -> String {
        let symbols = Set("!#$&+-.^_`|~".utf8)
        let bytes = name.utf8.reduce(into: [UInt8]()) { bytes, byte in
            if byte.isAlphanumeric || symbols.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(percentEncoding: byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
