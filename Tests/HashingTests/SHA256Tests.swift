import Hashing
import TestSupport
import Testing

@Suite(.unit) struct SHA256Tests {
    private func digest(_ portions: [String]) -> String {
        var hash = SHA256()
        for portion in portions { hash.update(Array(portion.utf8)) }
        return hash.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The examples of FIPS 180.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `digests are those of the standard`(message: String, expected: String) {
        #expect(digest([message]) == expected)
        // However the message is cut.
        #expect(digest(message.map(String.init)) == expected)
    }
}
