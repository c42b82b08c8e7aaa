import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct OriginsFileTests {
    private func rules(
        _ text: String, _ credentials: FalseCredentials = FalseCredentials()
    ) throws(OriginsError) -> [OriginRule] {
        try OriginsFile.rules(text, credentials: credentials)
    }

    private func store(_ text: String) throws -> S3Store {
        let rule = try #require(try rules(text).first)
        guard case .s3(let store) = rule.access else {
            throw OriginsError(line: 0, field: nil, reason: "no store")
        }
        return store
    }

    @Test func `a line of a store has all that requests need`() throws {
        let line =
            "s3://photos endpoint=https://s3.example.org:9000/x region=eu-1 style=host key=@id secret=@secret"
        let store = try store(line + " token=@token")
        #expect(store.bucket == "photos" && store.region == "eu-1")
        #expect(
            store.endpoint.server.bytes == Array("https://s3.example.org:9000/x".utf8)
                && store.endpoint.style == .host)
        let keys = S3Keys(
            id: "AKID", secret: Secret(Array("wJalr/K7+x=".utf8)), token: Secret(Array("tok".utf8)))
        #expect(store.keys == keys)
        #expect(try rules(line + " ca=a.pem").first?.authorities == "/here/a.pem")
    }

    @Test func `region, style and keys need not be given`() throws {
        let store = try store("s3://photos/ endpoint=http://localhost:8333")
        #expect(store.region == "us-east-1" && store.endpoint.style == .path && store.keys == nil)
    }

    @Test func `a line of a server has fields or certificates`() throws {
        let rules = try rules(
            """
            https://CDN.example.org:443/media/ header=Authorization:@value header=X-Key:@id
            https://media.internal ca=/etc/ca.pem
            http://plain.internal/ header=authorization:@value
            """)
        #expect(
            rules.map(\.prefix.description) == [
                "https://cdn.example.org/media", "https://media.internal", "http://plain.internal",
            ])
        #expect(rules.map(\.authorities) == [nil, "/here//etc/ca.pem", nil])
        let fields = rules.map { rule -> [String] in
            guard case .http(let fields) = rule.access else { return [] }
            return fields.map { "\($0.name): \(String(decoding: $0.value.bytes, as: UTF8.self))" }
        }
        #expect(
            fields == [["Authorization: Bearer abc", "X-Key: AKID"], [], ["authorization: Bearer abc"]])
    }

    @Test func `comments, blank lines and line ends of any kind say nothing`() throws {
        let text = "# s3://x\r\n\n  \t \r\n\thttps://h/ \t header=A:@id # token=x\r\n#"
        #expect(try rules(text).map(\.prefix.description) == ["https://h"])
        #expect(try rules("").isEmpty)
    }

    @Test(
        arguments: [
            (
                "ftp://h/ ca=a.pem",
                "line 1, prefix: is no s3://BUCKET, and no http or https URL that others begin with"
            ),
            (
                "https://u:p@h/ ca=a.pem",
                "line 1, prefix: is no s3://BUCKET, and no http or https URL that others begin with"
            ),
            ("\n\ns3:// endpoint=https://h", "line 3, prefix: is not s3:// and a bucket"),
            ("s3://aaa/b endpoint=https://h", "line 1, prefix: is not s3:// and a bucket"),
            ("s3://aaa", "line 1, endpoint: is missing"),
            ("s3://aaa endpoint=", "line 1, endpoint: is empty"),
            ("s3://aaa endpoint=h", "line 1, endpoint: is no http or https URL of a server"),
            ("s3://aaa endpoint=https://h region=a/b", "line 1, region: is no region"),
            ("s3://aaa endpoint=https://h style=dns", "line 1, style: is neither path nor host"),
            (
                "s3://aaa endpoint=http://[::1] style=host",
                "line 1, style: is host, but the endpoint has a number for a host"
            ),
            ("s3://aaa endpoint=https://h key=@id", "line 1, secret: is missing"),
            ("s3://aaa endpoint=https://h secret=@secret", "line 1, key: is missing"),
            ("s3://aaa endpoint=https://h token=@token", "line 1, key: is missing"),
            (
                "s3://aaa endpoint=https://h key=AKID secret=@secret",
                "line 1, key: must be @ and the name of a file"
            ),
            (
                "s3://aaa endpoint=https://h key=@../id secret=@secret",
                "line 1, key: must be @ and the name of a file"
            ),
            (
                "s3://aaa endpoint=https://h key=@.. secret=@secret",
                "line 1, key: must be @ and the name of a file"
            ),
            (
                "s3://aaa endpoint=https://h key=@ secret=@secret",
                "line 1, key: must be @ and the name of a file"
            ),
            (
                "s3://aaa endpoint=https://h key=@id secret=@none",
                "line 1, secret: @none there is no such file"
            ),
            ("s3://aaa endpoint=https://h header=A:@id", "line 1, header: has no meaning for this prefix"),
            ("s3://aaa endpoint=https://h endpoint=https://i", "line 1, endpoint: is given twice"),
            ("https://h/ region=x", "line 1, region: has no meaning for this prefix"),
            ("https://h/", "line 1: has neither header= nor ca="),
            ("http://h/ ca=a.pem", "line 1, ca: is for https alone"),
            ("https://h/ ca=a.key", "line 1, ca: the file has no certificate in PEM"),
            ("https://h/ header=@id", "line 1, header: must be a name, a colon, @ and the name of a file"),
            ("https://h/ header=A", "line 1, header: must be a name, a colon, @ and the name of a file"),
            ("https://h/ header=A:id", "line 1, header: must be @ and the name of a file"),
            ("https://h/ header=Range:@id", "line 1, header: names a field that penstock sends itself"),
            ("https://h/ header=If-Match:@id", "line 1, header: names a field that penstock sends itself"),
            ("https://h/ header=HOST:@id", "line 1, header: names a field that penstock sends itself"),
            (
                "https://h/ ca=a.pem\nhtps://i/ ca=a.pem",
                "line 2, prefix: is no s3://BUCKET, and no http or https URL that others begin with"
            ),
            ("https://h/ ca=a.pem\nhttps://H:443 header=A:@id", "line 2, prefix: is that of line 1, too"),
        ] as [(String, String)])
    func `a mistake is named by line and field`(text: String, expected: String) {
        let error = #expect(throws: OriginsError.self) { _ = try rules(text) }
        #expect(error.map { "\($0)" } == expected)
    }

    @Test(arguments: [
        "s3://aaa endpoint=https://h key=hunter2 secret=@secret", "s3://aaa endpoint=https://h hunter2",
        "s3://aaa endpoint=https://h hunter2=", "s3://aaa endpoint=https://h key=@id secret=hunter2",
        "https://u:hunter2@h/ ca=a.pem", "s3://aaa endpoint=https://u:hunter2@h",
        "https://h/ header=A:hunter2",
        "https://h/ header=hunter2", "s3://aaa endpoint=https://h region=hunter2/",
        "s3://aaa endpoint=https://h style=hunter2",
        "https://h/ header=A:@broken", "s3://aaa endpoint=https://h key=@broken secret=@secret",
        "s3://aaa endpoint=https://h key=@id secret=@secret token=@broken",
    ])
    func `a mistake shows no value`(line: String) {
        var credentials = FalseCredentials()
        credentials.values["broken"] = "hunter2\nX-Other: 1"
        let error = #expect(throws: OriginsError.self) { _ = try rules(line, credentials) }
        #expect(error.map { !"\($0)".contains("hunter2") } == true)
    }

    @Test(arguments: ["a\nb", "a\rb", "a\u{0}b", "a\u{7F}", "\u{1B}[0m"])
    func `no value begins a header field of its own`(value: String) {
        var credentials = FalseCredentials()
        credentials.values["value"] = value
        let error = #expect(throws: OriginsError.self) {
            _ = try rules("https://h/ header=Authorization:@value", credentials)
        }
        #expect(error?.field == "header")
    }

    @Test(arguments: ["", "a b", "a/b", "a,b", "a\nb", "ä"])
    func `the id of a key can stand in Authorization`(id: String) {
        var credentials = FalseCredentials()
        credentials.values["id"] = id
        let error = #expect(throws: OriginsError.self) {
            _ = try rules("s3://aaa endpoint=https://h key=@id secret=@secret", credentials)
        }
        #expect(error?.field == "key")
    }

    @Test func `a rule shows no secret`() throws {
        let rules = try rules(
            "s3://aaa endpoint=https://h key=@id secret=@secret\nhttps://h/ header=Authorization:@value")
        var dumped = "\(rules)"
        dump(rules, to: &dumped)
        #expect(!dumped.contains("Bearer") && !dumped.contains("wJalr"), "\(dumped)")
        #expect(dumped.contains("***"), "\(dumped)")
    }
}
