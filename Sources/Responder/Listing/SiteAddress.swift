internal import Gateway
internal import Pages

/// Under what name the client knows this site, as far as it tells.
struct SiteAddress {
    /// With the port, if it has one.
    let host: String
    /// Of what is asked for.
    let url: String

    init(_ variables: MetaVariables) {
        let named = [variables.text("HTTP_HOST"), variables.text("SERVER_NAME")].compactMap { $0 }
        host = named.first(where: Self.isHost) ?? "localhost"
        let isSecure =
            variables.text("REQUEST_SCHEME") == "https" || variables.text("HTTPS") == "on"
            // Behind a server that speaks TLS. A client that lies gets a page with its lie.
            || variables.text("HTTP_X_FORWARDED_PROTO") == "https"
        let path = (variables["SCRIPT_NAME"] ?? []) + (variables["PATH_INFO"] ?? [])
        let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        url =
            "\(isSecure ? "https" : "http")://\(host)\(segments.map { URLText.component($0) }.joined(separator: "/"))"
    }

    private static func isHost(_ text: String) -> Bool {
        1...255 ~= text.utf8.count && text != "_"
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: ".-_:[]".utf8.contains(byte)
                }
            }
    }
}
