import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct OriginRulesTests {
    private let tree: TemporaryTree

    init() throws { tree = try TemporaryTree("origins") }

    @Test(
        arguments: [
            ("https://h/media/a.jpg", "https://h/media"), ("https://h/media", "https://h/media"),
            ("https://h/media?x", "https://h/media"), ("https://h/mediathek/a", "https://h"),
            ("https://h/media/hd/x", "https://h/media/hd"), ("https://h/", "https://h"),
            ("https://h", "https://h"),
            ("https://h:8443/media/x", nil), ("https://h.evil.org/media/x", nil),
            ("http://h/media/x", nil), ("s3://photos/a", "s3://photos"), ("s3://photos2/a", nil),
        ] as [(String, String?)])
    func `the longest prefix that ends at a border counts`(url: String, prefix: String?) throws {
        let text = """
            https://h/ header=A:@id
            https://h/media/ header=A:@id
            s3://photos endpoint=https://s3
            https://h/media/hd header=A:@id
            """
        let rules = OriginRules(try OriginsFile.rules(text, credentials: FalseCredentials()))
        #expect(rules.count == 4)
        let location: ObjectLocation =
            if url.hasPrefix("s3://") {
                try ObjectLocation(s3: Array(url.utf8.dropFirst(5)))
            } else {
                .url(try RemoteURL(Array(url.utf8)))
            }
        #expect(rules.rule(for: location)?.prefix.description == prefix)
    }

    @Test func `a file that is wrong leaves the rules as they are`() throws {
        let file = try tree.file("origins", "https://h/ header=Authorization:@token\n", mode: 0o640)
        try tree.file("token", "Bearer 1\n", mode: 0o640)
        let rules = OriginRules()
        try rules.load(file.text, serviceDirectory: nil)
        #expect(try value(rules) == "Bearer 1")
        try tree.file("token", "Bearer 2", mode: 0o644)
        let error = #expect(throws: OriginsError.self) { try rules.load(file.text, serviceDirectory: nil) }
        #expect(error.map { "\($0)" } == "line 1, header: @token is open to other users (mode 0644)")
        #expect(try value(rules) == "Bearer 1")
        try tree.file("token", "Bearer 2", mode: 0o640)
        try rules.load(file.text, serviceDirectory: nil)
        #expect(try value(rules) == "Bearer 2")
    }

    private func value(_ rules: OriginRules) throws -> String {
        let rule = try #require(rules.rule(for: .url(try RemoteURL(Array("https://h/a".utf8)))))
        guard case .http(let fields) = rule.access, let field = fields.first else { return "none" }
        return String(decoding: field.value.bytes, as: UTF8.self)
    }

    @Test func `credentials of systemd are looked for first`() throws {
        let file = try tree.file("etc/origins", "https://h/ header=Authorization:@token\n", mode: 0o644)
        try tree.file("run/token", "of systemd", mode: 0o400)
        let rules = OriginRules()
        try rules.load(file.text, serviceDirectory: tree.at("run").text)
        #expect(try value(rules) == "of systemd")
    }

    @Test func `a file that anybody could have written is refused`() throws {
        let file = try tree.file("origins", "", mode: 0o646)
        let error = #expect(throws: OriginsError.self) {
            try OriginRules().load(file.text, serviceDirectory: nil)
        }
        #expect(error.map { "\($0)" } == "is open to other users (mode 0646)")
    }

    @Test func `a file that is missing or no text is refused`() throws {
        let missing = #expect(throws: OriginsError.self) {
            try OriginRules().load(tree.at("missing").text, serviceDirectory: nil)
        }
        #expect(missing.map { "\($0)" } == "there is no such file")
        let file = try tree.file("origins", [0x23, 0xFF], mode: 0o640)
        let binary = #expect(throws: OriginsError.self) {
            try OriginRules().load(file.text, serviceDirectory: nil)
        }
        #expect(binary.map { "\($0)" } == "is not UTF-8")
    }
}
