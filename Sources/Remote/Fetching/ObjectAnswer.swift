/// What the head of a response means for an object that is fetched.
enum ObjectAnswer: Equatable {
    /// Its content. Of the body, the first `leading` bytes come before those that were asked for.
    case content(leading: UInt64, ObjectVersion)
    /// The reference that a redirection gives.
    case redirect([UInt8])
    /// It may be had later.
    case retry(after: Duration?, String)
    /// There is no use in asking again. The words are for the log.
    case failure(String)
    /// It is another than the one that was planned, or than the one that was begun.
    case changed(String)

    /// How many bytes are read in vain from a server that knows no ranges.
    static let largestLeading: UInt64 = 64 << 20

    /// What was asked for.
    struct Question {
        let object: RemoteObject
        /// The first byte that is wanted.
        let offset: UInt64
        /// The version that was begun; nil if none was.
        let version: ObjectVersion?
    }

    init(_ question: Question, status: Int, _ fields: ResponseFields) {
        switch status {
        case 200, 206: self = Self.content(question, status, fields)
        case 301, 302, 303, 307, 308:
            self = fields["location"].map { .redirect($0) } ?? .failure("\(status) without a location")
        case 408, 429, 500...599:
            self = .retry(
                after: fields.number("retry-after").map { .seconds(Int64(clamping: $0)) }, "\(status)")
        case 412: self = .changed("412")
        case 416: self = .changed("416: it is shorter")
        case 403 where question.version != nil: self = .failure("403 (has its signed URL expired?)")
        default: self = .failure("\(status)")
        }
    }

    private static func content(_ question: Question, _ status: Int, _ fields: ResponseFields) -> ObjectAnswer
    {
        let offset = question.offset
        let version = ObjectVersion(fields)
        if let planned = question.object.tag, let tag = version.tag, TagHash(tag) != planned {
            return .changed("it has another entity tag")
        }
        if let planned = question.object.lastModified, let told = version.modifiedSeconds, told != planned {
            return .changed("it has another Last-Modified")
        }
        if let begun = question.version, offset > 0, !begun.isContinued(by: version) {
            return .changed("it is not known to be the same as before")
        }
        guard let size = question.object.size else { return unsizedContent(status, fields, version) }
        if let type = fields["content-type"], type.starts(with: "multipart/byteranges".utf8) {
            return .failure("several parts, where one was asked for")
        }
        // Some servers send a part as 200.
        if let field = fields["content-range"] {
            guard let range = ContentRange(field), range.bounds == offset...(max(size, 1) - 1),
                range.total ?? size == size
            else {
                return .changed(
                    "Content-Range is \(String(decoding: field, as: UTF8.self)), expected were \(size) bytes")
            }
            return .content(leading: 0, version)
        }
        guard status == 200 else { return .failure("206 without Content-Range") }
        if let length = fields.number("content-length"), length != size {
            return .changed("it has \(length) bytes, expected were \(size)")
        }
        guard offset <= largestLeading else { return .failure("its server knows no ranges") }
        return .content(leading: offset, version)
    }

    /// The content of an object of unknown size, which is never gone on with. Its end must be told from a break
    /// (RFC 9112 §6.3).
    private static func unsizedContent(
        _ status: Int, _ fields: ResponseFields, _ version: ObjectVersion
    ) -> ObjectAnswer {
        guard status == 200, fields["content-range"] == nil else {
            return .failure("a part that nobody asked for")
        }
        guard fields["content-length"] != nil || fields["transfer-encoding"] != nil else {
            return .failure("its server does not tell where it ends")
        }
        return .content(leading: 0, version)
    }
}
