internal import HTTP

/// The fields of one line of an origins file: `name=value`.
struct OriginFields {
    /// Each but these is given once at most.
    private static let repeatable: Set<String> = ["header"]
    private static let names: Set<String> = [
        "endpoint", "region", "style", "key", "secret", "token", "header", "ca",
    ]

    private let fields: [(name: String, value: String)]
    private let line: Int

    /// - Parameter words: Those behind the prefix.
    init(_ words: some Collection<String>, line: Int) throws(OriginsError) {
        var fields: [(name: String, value: String)] = []
        for (index, word) in words.enumerated() {
            let equals = word.firstIndex(of: "=") ?? word.endIndex
            let name = String(word[..<equals])
            // The word is not shown, since it may be a key.
            guard equals < word.endIndex, Self.names.contains(name) else {
                let known = Self.names.sorted().map { "\($0)=" }.joined(separator: " ")
                throw OriginsError(line: line, field: "word \(index + 2)", reason: "is none of \(known)")
            }
            guard Self.repeatable.contains(name) || !fields.contains(where: { $0.name == name }) else {
                throw OriginsError(line: line, field: name, reason: "is given twice")
            }
            fields.append((name, String(word[equals...].dropFirst())))
        }
        self.fields = fields
        self.line = line
    }

    func error(_ field: String?, _ reason: String) -> OriginsError {
        OriginsError(line: line, field: field, reason: reason)
    }

    /// - Throws: If a field is there that is none of `names`.
    func allow(_ names: Set<String>) throws(OriginsError) {
        for (name, _) in fields where !names.contains(name) {
            throw error(name, "has no meaning for this prefix")
        }
    }

    func value(_ name: String) throws(OriginsError) -> String? {
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        guard !field.value.isEmpty else { throw error(name, "is empty") }
        return field.value
    }

    /// The credential that a field names.
    func secret(_ name: String, _ credentials: some CredentialSource) throws(OriginsError) -> Secret? {
        guard let value = try value(name) else { return nil }
        return try secret(value[...], of: name, credentials)
    }

    func authorities(_ credentials: some CredentialSource) throws(OriginsError) -> String? {
        guard let path = try value("ca") else { return nil }
        do throws(CredentialError) {
            return try credentials.authorities(at: path)
        } catch { throw self.error("ca", "the file \(error)") }
    }

    private func secret(
        _ reference: Substring, of field: String, _ credentials: some CredentialSource
    ) throws(OriginsError) -> Secret {
        let name = String(reference.dropFirst())
        guard reference.hasPrefix("@"), ![".", ".."].contains(name), !name.isEmpty, !name.contains("/") else {
            throw error(field, "must be @ and the name of a file")
        }
        do throws(CredentialError) {
            return try credentials.secret(named: name)
        } catch { throw self.error(field, "@\(name) \(error)") }
    }
}

/// Fields of requests.
extension OriginFields {
    /// Fields that penstock's requests have of their own, and those that belong to the connection.
    private static let own: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-connection",
        "range",
        "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// What `header=NAME:@CREDENTIAL` adds to requests.
    func headers(_ credentials: some CredentialSource) throws(OriginsError) -> [(name: String, value: Secret)]
    {
        var headers: [(name: String, value: Secret)] = []
        for (field, value) in fields where field == "header" {
            let colon = value.firstIndex(of: ":") ?? value.endIndex
            let name = String(value[..<colon])
            guard colon < value.endIndex, !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
                throw error("header", "must be a name, a colon, @ and the name of a file")
            }
            guard !Self.own.contains(name.lowercased()), !name.lowercased().hasPrefix("if-") else {
                throw error("header", "names a field that penstock sends itself")
            }
            let secret = try secret(value[colon...].dropFirst(), of: "header", credentials)
            guard secret.isFieldValue else { throw error("header", "the value has what no header field has") }
            headers.append((name, secret))
        }
        return headers
    }
}

extension Secret {
    /// Whether the bytes can be the value of a header field (RFC 9110 §5.5): no line end, no NUL, no other control
    /// character.
    var isFieldValue: Bool { bytes.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F } }
}
