import ByteIO
import TestSupport
import Testing

/// RFC 4648 §10
@Suite(.unit) struct Base64Tests {
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func `has four characters for each three bytes`(text: String, encoded: String) {
        #expect(Base64.text(Array(text.utf8)) == encoded)
    }

    @Test func `uses all 64 characters`() {
        #expect(Base64.text([0xFB, 0xEF, 0xFF, 0x00]) == "++//AA==")
    }
}
