import Lists
import TestSupport
import Testing

/// Limits, and what would be large if nobody limited it.
@Suite(.unit) struct LongListTests {
    private static let megabyte = 1 << 20
    /// Bytes of a string as written, and of two reads.
    private static let patience = 6 * 65_536 + 2 * 65_536

    @Test(arguments: [
        "[", "{", #"{"files":["#, #"[{"name":"#, #"{"files":[{"name":"#, #"{"files":[{"name":["#, "\"",
        #"{"files":"#,
        "-", "0", "\\", "{\"", "{\"a\\\"", "[{\"name\":\"", "[{\"\\u0061",
    ])
    func `a megabyte of the same is refused without being read to its end`(pattern: String) {
        let list = Array(String(repeating: pattern, count: Self.megabyte / pattern.utf8.count).utf8)
        for form in [ListForm.json, .jsonLines, .text] {
            let input = PiecewiseList(list)
            let reading = Reading(form, input)
            #expect(reading.error != nil)
            #expect(reading.entries.isEmpty)
            #expect(input.readCount <= Self.patience)
        }
    }

    @Test(
        arguments: ["[{\"name\":\"", "[{\"", "{\"top\":\"", "{\"files\":[],\"x"], ["\\", "a", "\\u0061", "é"])
    func `a string without end is refused before it is held`(beginning: String, pattern: String) {
        let filling = String(repeating: pattern, count: Self.megabyte / pattern.utf8.count)
        let input = PiecewiseList(beginning + filling)
        guard case .malformed(_, _, "longer than 64 KiB") = Reading(.json, input).error else {
            Issue.record("accepted")
            return
        }
        #expect(input.readCount <= (pattern.hasPrefix("\\") ? Self.patience : 3 * 65_536))
    }

    @Test func `white space and empty lines are skipped, however many`() {
        let space = String(repeating: " \t\r\n", count: Self.megabyte / 4)
        let input = PiecewiseList(
            "\(space)[\(space){\(space)\"name\":\(space)\"a/\"\(space)}\(space)]\(space)")
        #expect(Reading(.json, input).entries == [ListEntry("a", .directory)])
        #expect(input.heldCount <= 8)
        let lines = PiecewiseList("\(space){\"name\":\"a/\"}\(space)")
        #expect(Reading(.jsonLines, lines).entries == [ListEntry("a", .directory)])
        #expect(lines.heldCount <= 16)
    }

    @Test(arguments: ["0", "1", "9", "-9", "-0"], ["size", "mtime"])
    func `numbers of ten thousand digits are refused`(digit: String, field: String) {
        let number = digit + String(repeating: String(digit.suffix(1)), count: 10_000)
        let reading = Reading(.json, "[{\"\(field)\":\(number)}]")
        let reason = digit.hasSuffix("0") ? "a number with leading zeros" : "too large a number"
        #expect(reading.error == .malformed(ListPosition(entry: 1), field: field, reason: reason))
    }

    @Test(arguments: [(65_536, true), (65_537, false)])
    func `a string may stand for 64 KiB`(count: Int, isGood: Bool) {
        for piece in ["a", "\\u0061", "\\n"] {
            let text = String(repeating: piece, count: count)
            #expect((Reading(.json, "[{\"name\":\"n\",\"text\":\"\(text)\"}]").error == nil) == isGood)
        }
    }

    @Test func `all text of a list may be 1 MiB`() {
        let entry = "{\"name\":\"n\",\"text\":\"\(String(repeating: "a", count: 65_536))\"}\n"
        let whole = String(repeating: entry, count: 16)
        #expect(Reading(.jsonLines, whole).error == nil)
        let reading = Reading(
            .jsonLines, whole + "{\"name\":\"n\",\"text\":\"\"}\n{\"name\":\"n\",\"text\":\"a\"}")
        let position = ListPosition(line: 18, entry: 18)
        let error = ListError.malformed(
            position, field: "text", reason: "more than 1 MiB of text in the list")
        #expect(reading.error == error)
        #expect(reading.entries.count == 17)
    }

    @Test(arguments: [(65_536, true), (65_537, false)])
    func `a line of text may have 64 KiB`(count: Int, isGood: Bool) {
        let line = "- 1 /a " + String(repeating: "n", count: count - 7)
        for list in [line, line + "\n", "- 1 /a n\n\(line)\n- 1 /a n"] {
            #expect((Reading(.text, list).error == nil) == isGood)
        }
    }

    @Test(arguments: [("0", 0), ("4611686018427387904", 1 << 62)] as [(String, UInt64)])
    func `sizes go up to 2^62`(digits: String, size: UInt64) {
        let document = "[{\"name\":\"n\",\"path\":\"p\",\"size\":\(digits)}]"
        #expect(Reading(.json, document).entries.map(\.size) == [size])
        #expect(Reading(.text, "- \(digits) p n").entries.map(\.size) == [size])
    }

    @Test func `the name of an unknown field is shown up to 64 bytes`() {
        let name = String(repeating: "x", count: 65_536)
        let error = ListError.malformed(
            ListPosition(entry: 0), field: String(repeating: "x", count: 64), reason: "unknown field")
        #expect(Reading(.json, "{\"\(name)\":1}").error == error)
    }
}
