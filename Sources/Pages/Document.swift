public import HTTP

/// A page: an HTML document with the stylesheet in it, and without any script.
public struct Document {
    public static let mediaType = "text/html; charset=utf-8"

    /// What a page may load and do: nothing but its own style, icons that are in it, and forms to where it is from.
    public static let policy = Header(
        "Content-Security-Policy",
        "default-src 'none'; style-src \(Style.source); img-src data:; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'")

    public let bytes: [UInt8]

    /// - Parameters:
    ///   - title: Text, one line.
    ///   - head: Further elements of the head.
    ///   - body: What stands between the tags of the body.
    init(title: String, head: HTML = "", body: HTML) {
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            \(head)<style>\(Style.sheet)</style>
            </head>
            <body>
            \(body)
            </body>
            </html>

            """
        bytes = page.bytes
    }
}
