/// What the head of a response means for a question for an object's size.
enum QuestionAnswer: Equatable {
    case facts(ObjectFacts)
    case redirect([UInt8])
    /// The server does not answer such a question: it must be put in another way.
    case unanswered
    case missing(String)
    case retry(after: Duration?, String)
    case failure(String)

    /// How a question is put.
    enum Way: Equatable {
        case head
        /// A GET of the first byte: many signed URLs are for GET alone, and some servers know no HEAD.
        case firstByte
        /// A GET, of whose answer only the head is read: for servers that answer no such range, as of an empty object.
        case whole

        /// How it is put if it was not answered so.
        var next: Way? {
            switch self {
            case .head: .firstByte
            case .firstByte: .whole
            case .whole: nil
            }
        }
    }

    init(_ way: Way, status: Int, _ fields: ResponseFields) {
        let version = ObjectVersion(fields)
        switch (status, way) {
        case (200, _):
            let size = fields["transfer-encoding"] == nil ? fields.number("content-length") : nil
            // Some answer HEAD as if there were nothing.
            let isDoubtful = size == nil || size == 0 && way == .head
            self = isDoubtful ? .unanswered : .facts(ObjectFacts(size: size ?? 0, version))
        case (206, .firstByte):
            let total = fields["content-range"].flatMap(ContentRange.init)?.total
            self = total.map { .facts(ObjectFacts(size: $0, version)) } ?? .unanswered
        // Without a first byte there is none; but some say so of every range.
        case (416, .firstByte):
            let isEmpty = fields["content-range"] == Array("bytes */0".utf8)
            self = isEmpty ? .facts(ObjectFacts(size: 0, version)) : .unanswered
        case (301, _), (302, _), (303, _), (307, _), (308, _):
            self = fields["location"].map { .redirect($0) } ?? .failure("\(status) without a location")
        // Whoever may not ask at all must not get an archive of nothing.
        case (404, _), (410, _): self = .missing("\(status)")
        case (408, _), (429, _), (500, _), (502..., _):
            self = .retry(
                after: fields.number("retry-after").map { .seconds(Int64(clamping: $0)) }, "\(status)")
        case (_, .head): self = .unanswered
        case (_, .firstByte), (_, .whole): self = .failure("\(status)")
        }
    }
}
