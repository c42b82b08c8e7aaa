import Gateway
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RequestIdentifierTests {
    @Test(arguments: [
        (["REQUEST_ID": "abc"], "abc"), (["UNIQUE_ID": "Zx-9@_"], "Zx-9@_"),
        (["REQUEST_ID": "", "UNIQUE_ID": "u"], "u"), (["REQUEST_ID": "r", "UNIQUE_ID": "u"], "r"),
        (["REQUEST_ID": String(repeating: "x", count: 64)], String(repeating: "x", count: 64)),
    ])
    func `is the front server's if it has one`(variables: [String: String], expected: String) {
        let variables = MetaVariables(variables.map { (name: $0.key, value: Array($0.value.utf8)) })
        #expect(RequestIdentifier().name(variables) == expected)
    }

    @Test(arguments: ["", " ", "a b", "a\"b", "a\nb", "\u{E9}", String(repeating: "x", count: 65)])
    func `is one of our own otherwise, each once`(unusable: String) {
        let variables = MetaVariables([(name: "REQUEST_ID", value: Array(unusable.utf8))])
        let identifier = RequestIdentifier()
        let names = (0..<10).map { _ in identifier.name(variables) }
        #expect(Set(names).count == 10)
        #expect(!names.contains(unusable))
        #expect(names.allSatisfy { $0.utf8.allSatisfy { 0x21...0x7E ~= $0 } })
    }
}
