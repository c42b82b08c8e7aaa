internal import HTTP

/// The head of an application's answer that is no list, as the client gets it.
enum PassedHead {
    /// Fields of one connection (RFC 9110 §7.6.1).
    private static let withheld: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "te", "trailer",
        "transfer-encoding",
        "upgrade", "status",
    ]

    static func head(status: Int, headers: [(name: String, value: [UInt8])]) -> ResponseHead {
        let named = Set(headers.filter { $0.name.lowercased() == "connection" }.flatMap { tokens($0.value) })
        return ResponseHead(
            status: Status(rawValue: status),
            headers: headers.compactMap { header in
                let name = header.name.lowercased()
                return withheld.contains(name) || named.contains(name)
                    ? nil : Header(passingOn: header.name, header.value)
            })
    }

    private static func tokens(_ value: [UInt8]) -> [String] {
        String(decoding: value, as: UTF8.self).lowercased().split(separator: ",").map { token in
            String(token.filter { $0 != " " && $0 != "\t" })
        }
    }
}
