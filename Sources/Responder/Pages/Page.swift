internal import ByteIO
internal import FileTree
internal import HTTP
internal import Hashing
internal import Pages

/// An answer that is at hand and has a validator.
struct Page {
    let status: Status
    let body: [UInt8]
    private let headers: [Header]
    /// Strong, with its quotes: of the bytes.
    let entityTag: String

    /// Held until the page is sent.
    private let place: StreamLimiter.Place?

    private init(
        status: Status, _ body: [UInt8], _ headers: [Header], _ place: StreamLimiter.Place? = nil
    ) {
        self.place = place
        self.status = status
        self.body = body
        self.headers = headers
        var hash = SHA256()
        hash.update(body)
        let digits = hash.digest().prefix(16).flatMap { Hexadecimal.digits(UInt64($0), count: 2) }
        entityTag = "\"\(String(decoding: digits, as: UTF8.self))\""
    }

    init(_ body: [UInt8], mediaType: String, _ place: StreamLimiter.Place) {
        self.init(status: .ok, body, [Header("Content-Type", mediaType)], place)
    }

    init(_ document: Document, _ place: StreamLimiter.Place) {
        self.init(
            status: .ok, document.bytes,
            [Header("Content-Type", Document.mediaType), Document.policy], place)
    }

    /// Leads to the address of a folder that ends in a slash. It is relative: what a server in front has taken off the path, it
    /// need not put back.
    static func folder(_ path: RelativePath, query: [UInt8]) -> Page {
        let escaped = SelectionAddress.escaped(query[...])
        let fields = query.isEmpty ? "" : "?\(String(decoding: escaped, as: UTF8.self))"
        let location = "./\(URLText.component(path.last ?? []))/\(fields)"
        return Page(status: .movedPermanently, [], [Header("Location", location)])
    }

    func head(status: Status) -> ResponseHead {
        var headers = status == .notModified ? [] : headers
        if status != .notModified { headers.append(Header("Content-Length", String(body.count))) }
        if status != .movedPermanently { headers.append(Header("ETag", entityTag)) }
        headers += [Header("Cache-Control", "private, no-cache"), Header("Vary", "Accept")]
        return ResponseHead(status: status, headers: headers + ResponseHead.always)
    }
}
