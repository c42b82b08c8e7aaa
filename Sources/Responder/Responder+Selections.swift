internal import FileTree
internal import Gateway
internal import HTTP
internal import Pages
internal import SystemCalls

/// What a form has selected gets an address, so that its download can be resumed and its link be copied.
extension Responder {
    /// The fields, and among what is selected the names of the kept selection that they mention.
    ///
    /// - Throws: A 410 if there is none, or none of this place.
    func completed(_ fields: RequestFields, at place: SelectionPlace) throws(Refusal) -> RequestFields {
        guard let digits = fields.selection else { return fields }
        let record = selections.record(digits, now: ProcessClock.now.seconds)
        guard let names = record?.names(at: place) else { throw .unknownSelection }
        var fields = fields
        try fields.select(names)
        return fields
    }

    /// The query of the GET that is equal to a form sent from a page; nil if the answer is the archive, at once. Programs
    /// that send forms need not follow redirects. Writes a file if there is a cache directory.
    ///
    /// - Parameter selection: nil for all of the directory.
    func address(
        of fields: RequestFields, _ selection: Selection?, at place: SelectionPlace, _ route: Route,
        _ variables: MetaVariables
    ) -> [UInt8]? {
        guard route.method == .post, DocumentForm(accept: variables.text("HTTP_ACCEPT")) == .html else {
            return nil
        }
        let address = SelectionAddress(fields, query: variables["QUERY_STRING"] ?? [])
        if let query = address.query(selecting: selection?.names ?? []) { return query }
        guard let selection else { return nil }
        let record = SelectionRecord(selection, at: place)
        guard let query = address.query(ofKept: record.tag.text),
            selections.keep(record, now: ProcessClock.now.seconds)
        else { return nil }
        return query
    }

    /// Sends the client to the same path with another query. The reference is relative, since a proxy may have taken a
    /// prefix off the path (RFC 3986 §5.4).
    func redirect<E: Exchange>(
        to query: [UInt8], on exchange: E, _ response: E.Response, _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        log.status = .seeOther
        let reference = "?" + String(decoding: query, as: UTF8.self)
        // For a client that does not follow by itself (RFC 9110 §15.4.4).
        let page = MessagePage.document(
            status: "\(Status.seeOther.rawValue) \(Status.seeOther.phrase)",
            message: "The archive has an address of its own", advice: [],
            ways: [.init(to: reference, "Download")])
        let head = ResponseHead(
            status: .seeOther,
            headers: [
                Header("Location", reference), Header("Content-Type", Document.mediaType), Document.policy,
                Header("Content-Length", String(page.bytes.count)), Header("Cache-Control", "no-store"),
            ] + ResponseHead.always)
        return write(head, page.bytes, on: exchange, response) ?? .redirected
    }
}
