/// One request as a front server would send it.
public struct FastCGIRequest: Sendable {
    /// In order; names may repeat.
    public var parameters: [(name: String, value: [UInt8])]
    public var standardInput: [UInt8] = []
    /// Asks the responder to keep the connection.
    public var keepsConnection = false

    /// A request for `path` below the mount `/archive`.
    ///
    /// - Parameters:
    ///   - path: Decoded, as a front server passes it on: `/archive/x.zip`.
    ///   - query: Not decoded.
    ///   - root: `PENSTOCK_ROOT`; none is passed for nil.
    ///   - client: `REMOTE_ADDR`, by which a test finds its log line.
    public init(
        _ method: String = "GET", _ path: BytePath, query: String = "", root: BytePath? = nil,
        client: String = "192.0.2.1", _ others: KeyValuePairs<String, String> = [:]
    ) {
        let uri = path.text + (query.isEmpty ? "" : "?" + query)
        parameters = [
            ("GATEWAY_INTERFACE", "CGI/1.1"), ("SERVER_PROTOCOL", "HTTP/1.1"), ("REQUEST_METHOD", method),
            ("QUERY_STRING", query), ("REQUEST_URI", uri), ("REMOTE_ADDR", client),
            ("SERVER_NAME", "localhost"),
            ("PENSTOCK_MOUNT", "/archive"),
        ].map { ($0.0, Array($0.1.utf8)) }
        parameters.append(("SCRIPT_NAME", path.bytes))
        if let root { parameters.append(("PENSTOCK_ROOT", root.bytes)) }
        for (name, value) in others { self[name] = value }
    }

    /// A POST with a body.
    public static func post(
        _ path: BytePath, _ body: [UInt8], type: String, root: BytePath? = nil, client: String = "192.0.2.1"
    ) -> FastCGIRequest {
        var request = FastCGIRequest("POST", path, root: root, client: client)
        request["CONTENT_TYPE"] = type
        request["CONTENT_LENGTH"] = String(body.count)
        request.standardInput = body
        return request
    }

    /// The parameter's value; setting replaces it, nil removes it.
    public subscript(_ name: String) -> String? {
        get { parameters.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) } }
        set {
            parameters.removeAll { $0.name == name }
            if let newValue { parameters.append((name, Array(newValue.utf8))) }
        }
    }

    /// All records of the request, from BEGIN_REQUEST to the end of standard input.
    public func encoded(request identifier: UInt16) -> [UInt8] {
        let responder: [UInt8] = [0, 1, keepsConnection ? 1 : 0, 0, 0, 0, 0, 0]
        let pairs = parameters.flatMap { FastCGIRecord.encode(name: Array($0.name.utf8), value: $0.value) }
        return FastCGIRecord.encode(.beginRequest, request: identifier, responder)
            + FastCGIRecord.encode(stream: .parameters, request: identifier, pairs)
            + FastCGIRecord.encode(stream: .standardInput, request: identifier, standardInput)
    }
}
