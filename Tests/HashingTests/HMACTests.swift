import Hashing
import TestSupport
import Testing

@Suite(.unit) struct HMACTests {
    /// The cases of RFC 4231 §4 with SHA-256, but for the one whose code is cut.
    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            // No message and no key, as Python's hmac has it.
            ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        ] as [([UInt8], String, String)])
    func `codes are those of the standard`(key: [UInt8], message: String, expected: String) {
        #expect(hexadecimal(HMAC(key: key).code(of: Array(message.utf8))) == expected)
        // However the message is cut.
        var cut = HMAC(key: key)
        for byte in message.utf8 { cut.update([byte]) }
        #expect(hexadecimal(cut.code()) == expected)
    }

    @Test func `a key serves for many messages`() {
        let keyed = HMAC(key: Array("Jefe".utf8))
        let other = keyed.code(of: Array("other".utf8))
        let code = keyed.code(of: Array("what do ya want for nothing?".utf8))
        #expect(hexadecimal(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(other != code)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
