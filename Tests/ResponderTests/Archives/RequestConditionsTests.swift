import Gateway
import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RequestConditionsTests {
    private static let ours = "\"ours\""
    /// Sun, 06 Nov 1994 08:49:37 GMT
    private static let modified: Int64 = 784_111_777
    private static let same = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
    private static let after = "Sun, 06 Nov 1994 08:49:38 GMT"

    private func conditions(_ headers: [String: String]) -> RequestConditions {
        RequestConditions(
            MetaVariables(headers.map { (name: $0.key, value: Array($0.value.utf8)) }), now: Self.modified)
    }

    private func verdict(
        _ headers: [String: String], lastModified: Int64? = modified, method: Method = .get
    ) -> RequestConditions.Verdict {
        conditions(headers).verdict(entityTag: Self.ours, lastModified: lastModified, method: method)
    }

    // Every combination of the four headers: absent (-), no date (?), true (1), false (0). A row is If-Match and
    // If-Unmodified-Since; its columns are If-None-Match -, 1, 0 and within each If-Modified-Since -, ?, 1, 0.
    // A dot proceeds, N is 304, F is 412.
    @Test(
        arguments: [
            ("-", "-", "...N .... NNNN", ".... .... FFFF"), ("-", "?", "...N .... NNNN", ".... .... FFFF"),
            ("-", "1", "...N .... NNNN", ".... .... FFFF"), ("-", "0", "FFFF FFFF FFFF", "FFFF FFFF FFFF"),
            ("1", "-", "...N .... NNNN", ".... .... FFFF"), ("1", "?", "...N .... NNNN", ".... .... FFFF"),
            ("1", "1", "...N .... NNNN", ".... .... FFFF"), ("1", "0", "...N .... NNNN", ".... .... FFFF"),
            ("0", "-", "FFFF FFFF FFFF", "FFFF FFFF FFFF"), ("0", "?", "FFFF FFFF FFFF", "FFFF FFFF FFFF"),
            ("0", "1", "FFFF FFFF FFFF", "FFFF FFFF FFFF"), ("0", "0", "FFFF FFFF FFFF", "FFFF FFFF FFFF"),
        ] as [(Character, Character, String, String)])
    func `the first condition that decides does`(
        match: Character, unmodified: Character, retrieval: String, post: String
    ) {
        func row(_ method: Method) -> String {
            "-10".map { none in
                String(
                    "-?10".map { since in
                        var headers: [String: String] = [:]
                        headers["HTTP_IF_MATCH"] = ["1": "\"x\", \"ours\"", "0": "\"x\""][match]
                        headers["HTTP_IF_UNMODIFIED_SINCE"] =
                            ["?": "never", "1": Self.same, "0": Self.before][unmodified]
                        headers["HTTP_IF_NONE_MATCH"] = ["1": "\"x\"", "0": "\"x\", \"ours\""][none]
                        headers["HTTP_IF_MODIFIED_SINCE"] =
                            ["?": "never", "1": Self.before, "0": Self.same][since]
                        return letter(verdict(headers, method: method))
                    })
            }.joined(separator: " ")
        }
        #expect(row(.get) == retrieval)
        #expect(row(.head) == retrieval)
        #expect(row(.post) == post)
    }

    private func letter(_ verdict: RequestConditions.Verdict) -> Character {
        switch verdict {
        case .proceed: "."
        case .notModified: "N"
        case .preconditionFailed: "F"
        }
    }

    @Test(
        arguments: [
            ("\"ours\"", ".", "N"), ("W/\"ours\"", "F", "N"), ("*", ".", "N"), ("\"x\"", "F", "."),
            ("W/\"x\"", "F", "."), ("ours", "F", "."), ("\"ours", "F", "."), ("\"ours\", x", ".", "N"),
            ("x, \"ours\"", "F", "."), ("*, \"ours\"", "F", "."), (",", "F", "."), (" ", "F", "."),
            ("", ".", "."),
        ] as [(String, Character, Character)])
    func `a tag must be the same for If-Match and much alike for If-None-Match`(
        value: String, ifMatch: Character, ifNoneMatch: Character
    ) {
        #expect(letter(verdict(["HTTP_IF_MATCH": value])) == ifMatch)
        #expect(letter(verdict(["HTTP_IF_NONE_MATCH": value])) == ifNoneMatch)
        let none = letter(verdict(["HTTP_IF_NONE_MATCH": value], method: .post))
        #expect(none == (ifNoneMatch == "N" ? "F" : "."))
    }

    @Test(
        arguments: [
            (before, "F", "."), (same, ".", "N"), (after, ".", "N"),
            ("Sunday, 06-Nov-94 08:49:36 GMT", "F", "."), ("Sunday, 06-Nov-94 08:49:37 GMT", ".", "N"),
            ("Sun Nov  6 08:49:36 1994", "F", "."), ("Sun Nov  6 08:49:37 1994", ".", "N"),
            ("Fri, 31 Dec 9999 23:59:59 GMT", ".", "N"), ("Thu, 01 Jan 1970 00:00:00 GMT", "F", "."),
            ("", ".", "."), ("0", ".", "."), ("\(before), \(before)", ".", "."),
            ("\(same); length=3", ".", "."), ("\"ours\"", ".", "."), ("*", ".", "."),
        ] as [(String, Character, Character)])
    func `a date is compared to the second and ignored if it is none`(
        value: String, ifUnmodified: Character, ifModified: Character
    ) {
        #expect(letter(verdict(["HTTP_IF_UNMODIFIED_SINCE": value])) == ifUnmodified)
        #expect(letter(verdict(["HTTP_IF_MODIFIED_SINCE": value])) == ifModified)
        #expect(verdict(["HTTP_IF_MODIFIED_SINCE": value], method: .post) == .proceed)
        #expect(verdict(["HTTP_IF_UNMODIFIED_SINCE": value], lastModified: nil) == .proceed)
        #expect(verdict(["HTTP_IF_MODIFIED_SINCE": value], lastModified: nil) == .proceed)
    }

    @Test(
        arguments: [
            (nil, [:], "."), ("ours", [:], "."), ("other", [:], "F"), ("", [:], "F"),
            ("ours", ["IF_NONE_MATCH": ours], "N"), ("other", ["IF_NONE_MATCH": ours], "F"),
            ("ours", ["IF_MATCH": "\"x\""], "F"), ("other", ["IF_MATCH": "*"], "F"),
            ("other", ["IF_MATCH": ours], "F"), ("ours", ["IF_UNMODIFIED_SINCE": before], "F"),
            ("other", ["IF_RANGE": ours], "F"), ("ours", ["IF_RANGE": "\"x\""], "."),
        ] as [(String?, [String: String], Character)])
    func `a tag in the request comes before the headers`(
        tag: String?, headers: [String: String], expected: Character
    ) {
        let variables = headers.map { (name: "HTTP_" + $0.key, value: Array($0.value.utf8)) }
        let conditions = RequestConditions(MetaVariables(variables), wantedTag: tag, now: Self.modified)
        for method in [Method.get, .head] {
            let verdict = conditions.verdict(
                entityTag: Self.ours, lastModified: Self.modified, method: method)
            #expect(letter(verdict) == expected)
        }
    }

    @Test func `without headers there are no conditions`() {
        for method in [Method.get, .head, .post] {
            #expect(verdict(["IF_MATCH": "\"x\"", "HTTP_RANGE": "bytes=0-4"], method: method) == .proceed)
        }
        #expect(conditions([:]).allowsRange(entityTag: Self.ours))
    }

    @Test(arguments: [
        ("\"ours\"", true), ("", true), ("W/\"ours\"", false), ("\"x\"", false), ("ours", false),
        ("*", false),
        ("\"ours\", \"ours\"", false), ("\"x\", \"ours\"", false), ("\"OURS\"", false), ("\"ours", false),
        (" ", false), (",", false), (before, false), (same, false), (after, false),
        ("Sunday, 06-Nov-94 08:49:37 GMT", false), ("Sun Nov  6 08:49:37 1994", false), ("never", false),
    ])
    func `a range needs the same tag and never a date`(value: String, isAllowed: Bool) {
        let conditions = conditions(["HTTP_IF_RANGE": value])
        #expect(conditions.allowsRange(entityTag: Self.ours) == isAllowed)
        // It is no condition of the request itself.
        let verdict = conditions.verdict(
            entityTag: Self.ours, lastModified: Self.modified, method: .get)
        #expect(verdict == .proceed)
    }

    @Test(
        arguments: [
            ("HTTP_IF_MATCH", "F", true), ("HTTP_IF_NONE_MATCH", ".", true),
            ("HTTP_IF_MODIFIED_SINCE", ".", true), ("HTTP_IF_UNMODIFIED_SINCE", ".", true),
            ("HTTP_IF_RANGE", ".", false),
        ] as [(String, Character, Bool)])
    func `a value that is not UTF-8 is invalid`(name: String, expected: Character, allowsRange: Bool) {
        for value in [[0xFF], [0x22, 0xFF, 0x22], [0xC3] + Array(Self.same.utf8), [0xFF] + Self.ours.utf8] {
            let conditions = RequestConditions(MetaVariables([(name: name, value: value)]), now: 0)
            let verdict = conditions.verdict(entityTag: Self.ours, lastModified: .max, method: .get)
            #expect(letter(verdict) == expected)
            #expect(conditions.allowsRange(entityTag: Self.ours) == allowsRange)
        }
    }

    @Test func `no headers are too strange to be looked at`() {
        var generator = SeededGenerator(seed: 4)
        let names = ["MATCH", "NONE_MATCH", "MODIFIED_SINCE", "UNMODIFIED_SINCE", "RANGE"]
        let pieces = ["\"", "W/", "*", ",", " ", "\t", "ours", "\"ours\"", Self.same, "\\", "\0", "\u{FF}"]
            .map { Array($0.utf8) }
        for _ in 0..<20_000 {
            let variables = names.map { name in
                let value = (0...generator.below(6)).flatMap { _ in
                    generator.below(8) == 0
                        ? generator.bytes(generator.below(4)) : generator.element(of: pieces)
                }
                return (name: "HTTP_IF_\(name)", value: value)
            }
            let now = Int64(truncatingIfNeeded: generator.next())
            let conditions = RequestConditions(MetaVariables(variables), now: now)
            for lastModified in [nil, 0, .min, .max] as [Int64?] {
                _ = conditions.verdict(entityTag: Self.ours, lastModified: lastModified, method: .get)
            }
            _ = conditions.allowsRange(entityTag: generator.element(of: [Self.ours, "", "\""]))
            _ = conditions.verdict(entityTag: "", lastModified: nil, method: .post)
        }
    }
}
