internal import ByteIO

/// The value of Content-Disposition for a download (RFC 6266): the name in ASCII for old clients, and as it
/// is.
public enum ContentDisposition {
    public static func attachment(_ name: DownloadName) -> String {
        "attachment; filename=\"\(name.plainText)\"; filename*=UTF-8''\(extended(name.text))"
    }

    /// RFC 8187 §3.2: everything but attr-char percent-encoded.
    private static func extended(_ name: String) -> String {
        let symbols = Set("!#$&+-.^_`|~".utf8)
        let bytes = name.utf8.percentEncoded { $0.isAlphanumeric || symbols.contains($0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
