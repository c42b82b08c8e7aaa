internal import ByteIO
internal import Gateway
internal import HTTP
internal import HTTPClient

/// What the application is asked: the client's request, but for what is penstock's to answer.
enum ApplicationRequest {
    /// Fields of one connection (RFC 9110 §7.6.1), and those that penstock answers itself: ranges, conditions, codings.
    private static let withheld: Set<String> = [
        "CONNECTION", "KEEP_ALIVE", "PROXY", "PROXY_CONNECTION", "PROXY_AUTHENTICATE", "PROXY_AUTHORIZATION",
        "TE",
        "TRAILER", "TRANSFER_ENCODING", "UPGRADE", "RANGE", "ACCEPT_ENCODING", "EXPECT", "CONTENT_LENGTH",
        "CONTENT_TYPE", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "PENSTOCK_HOP",
    ]

    /// - Parameters:
    ///   - path: The decoded path below the mount.
    ///   - body: Of a POST.
    static func request(
        _ address: ApplicationAddress, path: [UInt8], query: [UInt8], _ variables: MetaVariables,
        body: [UInt8]?
    ) -> HTTPRequest {
        HTTPRequest(
            method: body == nil ? "GET" : "POST", url: url(address, path: path, query: query),
            socketPath: address.socketPath, headers: headers(variables, hasBody: body != nil), body: body)
    }

    private static func url(_ address: ApplicationAddress, path: [UInt8], query: [UInt8]) -> String {
        var url = Array((address.origin + address.basePath).utf8)
        url += path.percentEncoded { $0.isPathCharacter }
        // A URL has a path, if only a slash.
        if address.basePath.isEmpty, path.isEmpty { url.append(UInt8(ascii: "/")) }
        if !query.isEmpty {
            url.append(UInt8(ascii: "?"))
            url += query.percentEncoded { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "#") }
        }
        return String(decoding: url, as: UTF8.self)
    }

    private static func headers(_ variables: MetaVariables, hasBody: Bool) -> [(name: String, value: [UInt8])]
    {
        var headers: [(name: String, value: [UInt8])] = []
        for variable in variables.names(withPrefix: "HTTP_") {
            let field = variable.dropFirst("HTTP_".count)
            guard !withheld.contains(String(field)), !field.hasPrefix("IF_"), let value = variables[variable]
            else {
                continue
            }
            headers.append((fieldName(field), value))
        }
        let forwardedFor = [variables["HTTP_X_FORWARDED_FOR"], variables["REMOTE_ADDR"]].compactMap { $0 }
        headers.append(("X-Forwarded-For", Array(forwardedFor.joined(separator: Array(", ".utf8)))))
        headers.append(("X-Forwarded-Proto", Array(scheme(variables).utf8)))
        if let host = variables["HTTP_HOST"] { headers.append(("X-Forwarded-Host", host)) }
        headers.append(("Accept-Encoding", Array("identity".utf8)))
        headers.append((ApplicationAddress.hopField, Array("1".utf8)))
        if hasBody, let type = variables["CONTENT_TYPE"], !type.isEmpty {
            headers.append(("Content-Type", type))
        }
        return headers
    }

    /// `X_REQUESTED_WITH` becomes `X-Requested-With`.
    private static func fieldName(_ variable: Substring) -> String {
        variable.split(separator: "_", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
            .joined(separator: "-")
    }

    /// How the client has reached the front server, as far as that says so.
    private static func scheme(_ variables: MetaVariables) -> String {
        let isSecure = ["on", "1"].contains(variables.text("HTTPS")?.lowercased() ?? "")
        return isSecure || variables.text("REQUEST_SCHEME") == "https" ? "https" : "http"
    }
}
