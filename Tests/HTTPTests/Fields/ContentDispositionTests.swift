import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct ContentDispositionTests {
    @Test(arguments: [
        ("a.zip", "attachment; filename=\"a.zip\"; filename*=UTF-8''a.zip"),
        ("my files.zip", "attachment; filename=\"my files.zip\"; filename*=UTF-8''my%20files.zip"),
        ("caf\u{E9}.zip", "attachment; filename=\"caf_.zip\"; filename*=UTF-8''caf%C3%A9.zip"),
        ("a\"b\\c%d/e", "attachment; filename=\"a_b_c_d_e\"; filename*=UTF-8''a%22b%5Cc%25d%2Fe"),
        (
            "!#$&+-.^_`|~'()*",
            "attachment; filename=\"!#$&+-.^_`|~'()*\"; filename*=UTF-8''!#$&+-.^_`|~%27%28%29%2A"
        ),
        (
            "\r\nSet-Cookie: a=b",
            "attachment; filename=\"__Set-Cookie: a=b\"; filename*=UTF-8''%0D%0ASet-Cookie%3A%20a%3Db"
        ),
    ])
    func `says the name in ASCII and as it is`(name: String, expected: String) {
        #expect(ContentDisposition.attachment(Array(name.utf8)) == expected)
    }

    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func `no byte gets out of the quotes or off the line`(byte: UInt8) {
        for name in [[byte], [0x61, byte, 0x62], [byte, byte, byte]] {
            let value = ContentDisposition.attachment(name)
            #expect(value.utf8.allSatisfy { 0x20...0x7E ~= $0 })
            let quotes = value.utf8.count { $0 == UInt8(ascii: "\"") }
            #expect(quotes == 2)
            #expect(!value.contains("\\"))
            #expect(value.contains("; filename*=UTF-8''"))
        }
    }

    @Test func `hostile names stay within the header`() {
        for name in HostileNames.all {
            let value = ContentDisposition.attachment(name.bytes)
            #expect(value.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "\(name)")
            #expect(value.hasPrefix("attachment; filename=\""), "\(name)")
            #expect(value.utf8.count { $0 == UInt8(ascii: "\"") } == 2, "\(name)")
            #expect(value.utf8.count { $0 == UInt8(ascii: ";") } >= 2, "\(name)")
        }
    }

    @Test(
        arguments: [[0x61], Array("\u{E9}".utf8), Array("\u{1F3F4}".utf8), [0x25], [0x22], [0xFF]]
            as [[UInt8]])
    func `the longest name makes a header of less than 1 kB`(pattern: [UInt8]) {
        let name = (0..<255 / pattern.count).flatMap { _ in pattern } + Array(".tar.gz".utf8)
        #expect(ContentDisposition.attachment(name).utf8.count < 1024)
    }

    @Test(arguments: [".zip", ".tar.gz"])
    func `the longest name keeps its ending`(ending: String) {
        let name = [UInt8](repeating: UInt8(ascii: "a"), count: 255) + Array(ending.utf8)
        let value = ContentDisposition.attachment(name)
        #expect(value.hasSuffix("a" + ending))
        #expect(value.contains("a\(ending)\"; "))
        let fallback = value.split(separator: "\"")[1]
        #expect(fallback.utf8.count <= 100)
    }
}
