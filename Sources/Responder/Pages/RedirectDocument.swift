/// The body of a redirect, for a client that does not follow it by itself (RFC 9110 §15.4.4).
enum RedirectDocument {
    static let mediaType = "text/html; charset=utf-8"

    /// - Parameter reference: A URI reference, so that of HTML's own characters it has no other than `&` and `'`.
    static func body(to reference: String) -> [UInt8] {
        let link = reference.replacing("&", with: "&amp;").replacing("'", with: "&#39;")
        return Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <title>See Other</title>
            <p>The archive is <a href="\(link)">here</a>.</p>
            </html>

            """.utf8)
    }
}
