import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct QuestionAnswerTests {
    private static func answer(
        _ way: QuestionAnswer.Way, _ status: Int, _ fields: KeyValuePairs<String, String> = [:]
    ) -> QuestionAnswer {
        QuestionAnswer(
            way, status: status, ResponseFields(fields.map { ($0.key, Array($0.value.utf8)) }))
    }

    private static func facts(_ size: UInt64, tag: String? = nil, modified: String? = nil) -> QuestionAnswer {
        .facts(
            ObjectFacts(
                size: size,
                ObjectVersion(tag: tag.map { Array($0.utf8) }, modified: modified.map { Array($0.utf8) })))
    }

    @Test func `learns size, tag and time`() {
        let date = "Thu, 01 Jan 2026 00:00:00 GMT"
        let learned = Self.answer(
            .head, 200, ["Content-Length": "5", "ETag": "\"a\"", "Last-Modified": date])
        #expect(learned == Self.facts(5, tag: "a", modified: date))
        guard case .facts(let facts) = learned else { return }
        #expect(facts.size == 5 && facts.tag == TagHash("a".utf8) && facts.modified == 1_767_225_600)
        #expect(Self.answer(.firstByte, 206, ["Content-Range": "bytes 0-0/7"]) == Self.facts(7))
        #expect(Self.answer(.firstByte, 200, ["Content-Length": "9"]) == Self.facts(9))
        #expect(Self.answer(.firstByte, 416, ["Content-Range": "bytes */0"]) == Self.facts(0))
        #expect(Self.answer(.whole, 200, ["Content-Length": "9"]) == Self.facts(9))
    }

    @Test func `believes that there is nothing when a GET says so`() {
        #expect(Self.answer(.head, 200, ["Content-Length": "0"]) == .unanswered)
        for range in ["bytes */100000", "*/*", "bytes */*", "junk"] {
            #expect(Self.answer(.firstByte, 416, ["Content-Range": range]) == .unanswered)
        }
        #expect(Self.answer(.firstByte, 416) == .unanswered)
        #expect(Self.answer(.whole, 416, ["Content-Range": "bytes */0"]) == .failure("416"))
        for way in [QuestionAnswer.Way.firstByte, .whole] {
            #expect(Self.answer(way, 200, ["Content-Length": "0"]) == Self.facts(0))
        }
    }

    @Test func `takes no time for a version within the second that it is told in`() {
        let fields: KeyValuePairs = ["Content-Length": "5", "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"]
        for (date, isVersion) in [("00:00:01", true), ("00:00:00", false), ("23:59:59", true)] {
            var all = Array(fields)
            all.append(("Date", "\(date == "23:59:59" ? "Fri, 02" : "Thu, 01") Jan 2026 \(date) GMT"))
            let answer = QuestionAnswer(
                .head, status: 200, ResponseFields(all.map { ($0.key, Array($0.value.utf8)) }))
            guard case .facts(let facts) = answer else {
                Issue.record("\(answer)")
                continue
            }
            #expect((facts.modified != nil) == isVersion, "\(date)")
        }
        let invalid = Self.answer(.head, 200, ["Content-Length": "5", "Last-Modified": "yesterday"])
        #expect(invalid == Self.facts(5))
    }

    @Test func `asks in another way when there is no answer`() {
        for status in [200, 206, 400, 401, 403, 405, 501] {
            #expect(Self.answer(.head, status) == .unanswered)
        }
        #expect(
            Self.answer(.head, 200, ["Content-Length": "5", "Transfer-Encoding": "chunked"]) == .unanswered)
        #expect(Self.answer(.firstByte, 200) == .unanswered)
        #expect(Self.answer(.firstByte, 206, ["Content-Range": "bytes 0-0/*"]) == .unanswered)
    }

    @Test func `tells what is missing from what cannot be asked now`() {
        for way in [QuestionAnswer.Way.head, .firstByte, .whole] {
            for status in [404, 410] { #expect(Self.answer(way, status) == .missing("\(status)")) }
            for status in [408, 429, 500, 502, 503] {
                #expect(Self.answer(way, status) == .retry(after: nil, "\(status)"))
            }
            #expect(Self.answer(way, 302, ["Location": "/b"]) == .redirect(Array("/b".utf8)))
        }
        for status in [400, 401, 403] {
            #expect(Self.answer(.firstByte, status) == .failure("\(status)"))
            #expect(Self.answer(.whole, status) == .failure("\(status)"))
        }
    }
}
