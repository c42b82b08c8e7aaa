import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct ContentDispositionTests {
    private func value(_ stem: [UInt8], ending: String = ".zip") -> String {
        ContentDisposition.attachment(DownloadName(stem, ending: ending))
    }

    @Test(arguments: [
        ("a", "attachment; filename=\"a.zip\"; filename*=UTF-8''a.zip"),
        ("my files", "attachment; filename=\"my files.zip\"; filename*=UTF-8''my%20files.zip"),
        ("caf\u{E9}", "attachment; filename=\"caf_.zip\"; filename*=UTF-8''caf%C3%A9.zip"),
        ("a\"b\\c%d/e", "attachment; filename=\"a_b_c_d_e.zip\"; filename*=UTF-8''a%22b_c%25d_e.zip"),
        (
            "!#$&+-.^_`|~'()*",
            "attachment; filename=\"_____-._________.zip\"; filename*=UTF-8''!#$&+-.^_`|~%27%28%29%2A.zip"
        ),
        (
            "\r\nSet-Cookie: a=b",
            "attachment; filename=\"__Set-Cookie_ a_b.zip\"; filename*=UTF-8''__Set-Cookie%3A%20a%3Db.zip"
        ),
        (
            "a;filename*=UTF-8''evil.exe",
            "attachment; filename=\"a_filename__UTF-8__evil.exe.zip\"; "
                + "filename*=UTF-8''a%3Bfilename%2A%3DUTF-8%27%27evil.exe.zip"
        ),
    ])
    func `says the name in letters and digits, and as it is`(name: String, expected: String) {
        #expect(value(Array(name.utf8)) == expected)
    }

    @Test func `has exactly two names, whatever they are`() {
        let bytes = (0...255 as ClosedRange<UInt8>).map { BytePath([0x61, $0, 0x62]) }
        for name in HostileNames.all + bytes {
            let form = /attachment; filename="[A-Za-z0-9 ._-]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+/
            #expect(value(name.bytes).wholeMatch(of: form) != nil, "\(name)")
        }
    }

    @Test(
        arguments: [[0x61], Array("\u{E9}".utf8), Array("\u{1F3F4}".utf8), [0x25], [0x22], [0xFF]]
            as [[UInt8]])
    func `the longest name makes a header of less than 1 kB`(pattern: [UInt8]) {
        let name = (0..<255 / pattern.count).flatMap { _ in pattern }
        #expect(value(name, ending: ".tar.gz").utf8.count < 1024)
    }
}
