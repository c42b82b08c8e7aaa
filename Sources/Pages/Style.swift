internal import ByteIO
internal import Hashing

/// The one stylesheet of all pages, `style.css`. It stands in the page itself: a second URL could be that of a file, and would
/// need versions.
enum Style {
    static let sheet = HTML(markup: String(decoding: PackageResources.style_css, as: UTF8.self))

    /// What a content security policy admits it by (CSP Level 3 §2.3.1).
    static let source: String = {
        var hash = SHA256()
        hash.update(sheet.bytes)
        return "'sha256-\(Base64.text(hash.digest()))'"
    }()
}
