/// What of a request is signed, in the form in which both sides write it down (AWS Signature Version 4).
struct CanonicalRequest {
    /// In place of the hash of a body: nothing is said of the body.
    static let unsignedPayload = "UNSIGNED-PAYLOAD"

    let method: String
    /// Percent-encoded, exactly as it is sent.
    let path: String
    /// Percent-encoded, each parameter with an equals sign, ordered by name and value.
    let query: String
    /// Names in lower case, in their order; no name twice. Values without blanks around them, and with one space
    /// where several were.
    let headers: [(name: String, value: [UInt8])]
    /// SHA-256 of the body in hexadecimal digits, or ``unsignedPayload``.
    let payloadHash: String

    init(
        _ method: String, path: String, query: String = "", headers: [(name: String, value: [UInt8])],
        payloadHash: String = unsignedPayload
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers.map { ($0.name.lowercased(), Self.canonical($0.value)) }
            .sorted { $0.name < $1.name }
        self.payloadHash = payloadHash
    }

    /// The names of the signed header fields: `host;range;x-amz-date`.
    var signedNames: [UInt8] {
        Array(headers.map { Array($0.name.utf8) }.joined(separator: [UInt8(ascii: ";")]))
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        bytes += Array("\(method)\n\(path)\n\(query)\n".utf8)
        for (name, value) in headers {
            bytes += name.utf8
            bytes.append(UInt8(ascii: ":"))
            bytes += value
            bytes.append(UInt8(ascii: "\n"))
        }
        bytes.append(UInt8(ascii: "\n"))
        bytes += signedNames
        bytes += Array("\n\(payloadHash)".utf8)
        return bytes
    }

    private static func canonical(_ value: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(value.count)
        for byte in value {
            let isBlank = byte == 0x20 || byte == 0x09
            if !isBlank {
                result.append(byte)
            } else if let last = result.last, last != 0x20 {
                result.append(0x20)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return result
    }
}
