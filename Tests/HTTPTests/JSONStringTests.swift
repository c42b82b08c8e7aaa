import HTTP
import TestSupport
import Testing

@Suite(.unit) struct JSONStringTests {
    @Test(arguments: [
        ("", #""""#), ("a b", #""a b""#), (#"a"\b"#, #""a\"\\b""#),
        ("\u{0}\n\u{7F}", #""\u0000\u000a\u007f""#),
        ("\u{E9}\u{1F3F4}", "\"\u{E9}\u{1F3F4}\""), ("\u{202E}\u{2028}", #""\u202e\u2028""#),
        ("\u{E0041}", #""\udb40\udc41""#),
    ])
    func `escapes what would end it or deceive a reader`(text: String, quoted: String) {
        #expect(JSONString.quoted(text) == quoted)
    }

    @Test func `is read as what it was by the form's parser`() throws {
        let text = "\u{0}\"\\/\u{202E}\u{1F3F4}\n"
        let body = "{\"name\":\(JSONString.quoted(text))}"
        let fields = try JSONForm.fields(Array(body.utf8))
        #expect(fields.map { String(decoding: $0.value, as: UTF8.self) } == [text])
    }
}
