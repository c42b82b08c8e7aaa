internal import Gateway
internal import HTTP

/// The conditions that a client sets for its request (RFC 9110 §13.1).
///
/// A header whose value is empty is no header: RFC 3875 §4.1 does not distinguish the two. A date that is none
/// is ignored (§13.1.3, §13.1.4), and of a malformed list of tags what is before the mistake counts.
struct RequestConditions {
    private let ifMatch: EntityTagList<[UInt8]>?
    private let ifNoneMatch: EntityTagList<[UInt8]>?
    private let ifModifiedSince: Int64?
    private let ifUnmodifiedSince: Int64?
    private let ifRange: [UInt8]?
    /// Digits without quotes.
    private let wantedTag: String?

    /// - Parameters:
    ///   - wantedTag: The digits of the only entity tag that the request is about, which its URL or form names.
    ///   - now: Seconds since 1970; some dates are not complete without.
    init(_ variables: MetaVariables, wantedTag: String? = nil, now: Int64) {
        self.wantedTag = wantedTag
        func value(_ name: String) -> [UInt8]? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        func date(_ name: String) -> Int64? {
            variables.text(name).flatMap { HTTPDate.seconds($0, now: now) }
        }
        ifMatch = value("HTTP_IF_MATCH").map(EntityTagList.init)
        ifNoneMatch = value("HTTP_IF_NONE_MATCH").map(EntityTagList.init)
        ifModifiedSince = date("HTTP_IF_MODIFIED_SINCE")
        ifUnmodifiedSince = date("HTTP_IF_UNMODIFIED_SINCE")
        ifRange = value("HTTP_IF_RANGE")
    }

    /// What the conditions come to.
    enum Verdict {
        /// The request is answered as if it had none.
        case proceed
        /// 304: the client has it already.
        case notModified
        /// 412
        case preconditionFailed
    }

    /// Evaluates all but If-Range: the tag that the request names, then the headers in the order of §13.2.2.
    ///
    /// - Parameters:
    ///   - entityTag: Of what would be sent; strong, with its quotes.
    ///   - lastModified: The same time that Last-Modified would tell, in seconds since 1970; nil if it is not
    ///     sent, and then conditions on it are ignored.
    func verdict(entityTag: String, lastModified: Int64?, method: Method) -> Verdict {
        if let wantedTag, entityTag != "\"\(wantedTag)\"" { return .preconditionFailed }
        if let ifMatch {
            guard ifMatch.matches(entityTag, by: .strong) else { return .preconditionFailed }
        } else if let ifUnmodifiedSince, let lastModified, lastModified > ifUnmodifiedSince {
            return .preconditionFailed
        }
        let isRetrieval = method == .get || method == .head
        if let ifNoneMatch {
            guard ifNoneMatch.matches(entityTag, by: .weak) else { return .proceed }
            return isRetrieval ? .notModified : .preconditionFailed
        }
        if isRetrieval, let ifModifiedSince, let lastModified, lastModified <= ifModifiedSince {
            return .notModified
        }
        return .proceed
    }

    /// Whether If-Range, if there is one, leaves a Range header in force (§13.1.5).
    ///
    /// - Parameter entityTag: Of what would be sent; strong, with its quotes.
    func allowsRange(entityTag: String) -> Bool {
        // A date never does. Last-Modified is the newest time in a tree, and a tree can lose a file or gain an
        // old one without that changing: it is no strong validator (§8.8.2.2). The ranges of two archives
        // would become one broken file, which nothing but an extractor would notice.
        ifRange.map { $0.elementsEqual(entityTag.utf8) } ?? true
    }
}
