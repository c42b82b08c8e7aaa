internal import HTTPClient
internal import SystemCalls

/// A request for an object, or for the place that a server redirects to.
struct ObjectRequest {
    let request: HTTPRequest
    /// Where it goes, for relative redirections and for logs.
    let url: RemoteURL
    /// The store that has signed it.
    let store: S3Store?

    /// - Parameters:
    ///   - method: `GET` or `HEAD`.
    ///   - fields: What part is wanted, and of which version.
    ///   - isAgain: Whether the attempt before has failed, for which a kept connection may be to blame.
    ///   - isRedirected: Whether the list names another origin, so that its `Authorization` is not for this one.
    init(
        _ method: String, _ location: ObjectLocation, fields: [Field] = [], isAgain: Bool,
        isRedirected: Bool = false, by context: FetchContext
    ) throws(FetchFault) {
        let rule = context.origins.rules.rule(for: location)
        let fields = fields + Self.always
        var request: HTTPRequest
        switch location {
        case .url(let url):
            let authorization = isRedirected ? nil : context.rules.authorization
            request = HTTPRequest(
                method: method, url: String(decoding: url.bytes, as: UTF8.self),
                headers: fields + Self.credentials(rule, listed: authorization))
            self.url = url
            store = nil
        case .s3(let bucket, let key):
            guard case .s3(let store) = rule?.access else {
                throw .lasting("no line of --origins is about this bucket")
            }
            guard
                let signed = store.request(method, key: key, fields: fields, now: ProcessClock.now.seconds),
                let url = try? RemoteURL(Array(signed.url.utf8))
            else { throw .lasting("its key has no URL in \(String(decoding: bucket, as: UTF8.self))") }
            request = signed
            self.url = url
            self.store = store
        }
        request.mayConnect = { !RefusedAddress.contains($0.span) }
        request.authorityFile = rule?.authorities
        request.dialsAnew = isAgain
        self.request = request
    }

    typealias Field = (name: String, value: [UInt8])

    private static let always: [Field] = [
        ("User-Agent", Array("penstock".utf8)), ("Accept-Encoding", Array("identity".utf8)),
    ]

    /// What the administrator says of a server counts for more than what the list says.
    private static func credentials(_ rule: OriginRule?, listed authorization: [UInt8]?) -> [Field] {
        var fields: [Field] = []
        if case .http(let known) = rule?.access { fields = known.map { ($0.name, $0.value.bytes) } }
        if let authorization, !fields.contains(where: { $0.name.lowercased() == "authorization" }) {
            fields.append(("Authorization", authorization))
        }
        return fields
    }
}

extension ObjectRequest {
    /// Whether a store has refused the request because its clock is another, so that it is worth a second try.
    func isRefusedByClock(_ transfer: HTTPTransfer) -> Bool {
        guard let store, [400, 403].contains(transfer.status),
            let date = ResponseFields(transfer.headers)["date"]
        else { return false }
        return store.adoptClock(of: String(decoding: date, as: UTF8.self), now: ProcessClock.now.seconds)
    }
}
