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
    }

    init(_ way: Way, status: Int, _ fields: ResponseFields) {
        let version = ObjectVersion(fields)
        switch (status, way) {
        case (200, _):
            let size = fields["transfer-encoding"] == nil ? fields.number("content-length") : nil
            self = size.map { .facts(ObjectFacts(size: $0, version)) } ?? .unanswered
        case (206, .firstByte):
            let total = fields["content-range"].flatMap(ContentRange.init)?.total
            self = total.map { .facts(ObjectFacts(size: $0, version)) } ?? .unanswered
        // There is no first byte.
        case (416, .firstByte): self = .facts(ObjectFacts(size: 0, version))
        case (301, _), (302, _), (303, _), (307, _), (308, _):
            self = fields["location"].map { .redirect($0) } ?? .failure("\(status) without a location")
        // Whoever may not ask at all must not get an archive of nothing.
        case (404, _), (410, _): self = .missing("\(status)")
        case (408, _), (429, _), (500, _), (502..., _):
            self = .retry(
                after: fields.number("retry-after").map { .seconds(Int64(clamping: $0)) }, "\(status)")
        case (_, .head): self = .unanswered
        case (_, .firstByte): self = .failure("\(status)")
        }
    }
}
