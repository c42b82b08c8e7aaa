import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct RemoteURLMutationTests {
    private static let bytes = Array("/?#%@:[].;\\0aZ2e \u{7F}\u{0}é".utf8)

    /// All that differ from `text` by a byte that is another, one more or one less; and all that it begins with.
    private func mutations(of text: String) -> [[UInt8]] {
        let original = Array(text.utf8)
        var result: [[UInt8]] = []
        for index in original.indices {
            result.append(Array(original[..<index]))
            result.append(Array(original[..<index] + original[(index + 1)...]))
            for byte in Self.bytes {
                result.append(original[..<index] + [byte] + original[(index + 1)...])
                result.append(original[..<index] + [byte] + original[index...])
            }
        }
        return result
    }

    private static let texts = [
        "https://u.example:443/a/%2e/b?c", "http://[::1]:80/..", "HTTP://1.2.3.4/%41/;x", "http://a",
        "http://a?b",
        "s3://b",
    ]

    @Test(arguments: texts) func `whatever is taken is sent in one spelling`(text: String) throws {
        for mutation in mutations(of: text) {
            guard let url = try? RemoteURL(mutation) else { continue }
            #expect(try RemoteURL(url.bytes) == url)
            #expect(!url.host.isEmpty && url.port > 0)
            let slash = UInt8(ascii: "/")
            #expect(url.path.first == slash)
            #expect(url.bytes.allSatisfy { 0x21...0x7E ~= $0 })
            let dots = url.path.split(separator: slash).contains {
                $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
            }
            #expect(!dots)
            let prefix = try #require(OriginPrefix(String(decoding: url.withoutQuery, as: UTF8.self)))
            #expect(prefix.covers(.url(url)))
        }
    }

    @Test(arguments: texts + ["//b:80/../c", "/a/../%2e?d#e", "../b/./c", "?a#b"])
    func `whatever is resolved is as good as what is parsed`(reference: String) throws {
        let base = try RemoteURL("https://base.example/x/y?z")
        for mutation in mutations(of: reference) {
            guard let url = try? base.resolving(mutation) else { continue }
            #expect(try RemoteURL(url.bytes) == url)
        }
    }
}
