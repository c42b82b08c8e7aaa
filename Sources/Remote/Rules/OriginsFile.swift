/// The text of an origins file: a line for each prefix of URLs.
///
///     # comment
///     s3://photos endpoint=https://s3.example.org region=eu-1 style=path key=@photos-id secret=@photos-secret
///     https://cdn.example.org/ header=Authorization:@cdn-token
///     https://media.internal/ ca=internal.pem
enum OriginsFile {
    /// - Throws: The first mistake.
    static func rules(
        _ text: String, credentials: some CredentialSource
    ) throws(OriginsError) -> [OriginRule] {
        var rules: [OriginRule] = []
        var lineNumbers: [OriginPrefix: Int] = [:]
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let number = index + 1
            let words = words(line)
            guard let first = words.first else { continue }
            let fields = try OriginFields(words.dropFirst(), line: number)
            let rule = try rule(first, fields, credentials)
            if let other = lineNumbers.updateValue(number, forKey: rule.prefix) {
                throw fields.error("prefix", "is that of line \(other), too")
            }
            rules.append(rule)
        }
        return rules
    }

    /// What stands between blanks, up to a word that begins with `#`.
    private static func words(_ line: some Collection<UInt8>) -> [String] {
        line.split { [0x20, 0x09, 0x0D].contains($0) }
            .prefix { $0.first != UInt8(ascii: "#") }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func rule(
        _ prefix: String, _ fields: OriginFields, _ credentials: some CredentialSource
    ) throws(OriginsError) -> OriginRule {
        if prefix.hasPrefix("s3://") {
            try fields.allow(["endpoint", "region", "style", "key", "secret", "token", "ca"])
            let bucket = try bucket(prefix, fields)
            return OriginRule(
                prefix: bucket.prefix, access: .s3(try store(bucket.name, fields, credentials)),
                authorities: try fields.authorities(credentials))
        }
        guard let prefix = OriginPrefix(prefix) else {
            throw fields.error("prefix", "is no s3://BUCKET, and no http or https URL that others begin with")
        }
        try fields.allow(["header", "ca"])
        let headers = try fields.headers(credentials)
        let authorities = try fields.authorities(credentials)
        guard !headers.isEmpty || authorities != nil else {
            throw fields.error(nil, "has neither header= nor ca=")
        }
        guard authorities == nil || prefix.isSecure else {
            throw fields.error("ca", "is for https alone")
        }
        return OriginRule(prefix: prefix, access: .http(fields: headers), authorities: authorities)
    }
}
