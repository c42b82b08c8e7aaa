import Lists
import TestSupport
import Testing

@Suite(.unit) struct ListReaderTests {
    @Test func `a document has entries in their order, and fields around them`() {
        let reading = Reading(.json, Samples.document)
        let entries: [ListEntry] = [
            ListEntry(
                "a/IMG_1.jpg", .s3("photos/5f/5f1c.jpg"), size: 3_482_911, tag: "5f1c",
                modified: 1_732_000_000),
            ListEntry(
                "a/clip.mp4", .url(#"https://cdn.example.org/c.mp4?sig="x""#), size: 0, checksum: 0x83E8_110B),
            ListEntry("docs/résumé \u{1F3F4}.pdf", .path("reports/7.pdf"), tag: "7", permissions: 0o640),
            ListEntry("README.txt", .text("Hello\n\0é"), modified: 1_732_003_200),
            ListEntry("empty", .directory, modified: -1),
            ListEntry("b", .link("../a"), modified: 1_732_003_200),
        ]
        #expect(reading.error == nil)
        #expect(reading.entries == entries)
        #expect(reading.positions.map(\.description) == (1...6).map { "entry \($0)" })
        let head = ListHead(
            fileName: Array("trip".utf8), topName: Array("trip".utf8), format: Array("zip".utf8),
            authorization: Array("Bearer\tx".utf8))
        #expect(reading.head == head)
    }

    @Test func `a document may be the array of entries alone`() {
        let reading = Reading(.json, Samples.array)
        #expect(reading.error == nil)
        #expect(reading.entries == [ListEntry("n", .path("p")), ListEntry("d", .directory)])
        #expect(reading.head == ListHead())
    }

    @Test func `lines of JSON have an entry each, and perhaps the head in the first`() {
        let reading = Reading(.jsonLines, Samples.lines)
        let entries: [ListEntry] = [
            ListEntry("a", .path("/b c"), size: 12),
            ListEntry("é/b", .url("https://example.org/"), permissions: 0o755),
            ListEntry("dir", .directory),
        ]
        #expect(reading.error == nil)
        #expect(reading.entries == entries)
        #expect(reading.positions.map(\.line) == [3, 4, 6])
        #expect(reading.positions.map(\.entry) == [1, 2, 3])
        #expect(reading.head == ListHead(fileName: Array("trip.zip".utf8)))
    }

    @Test func `text is read as mod_zip does`() {
        let reading = Reading(.text, Samples.text)
        let entries: [ListEntry] = [
            ListEntry("My Document1.txt", .location("/foo.txt"), size: 428, checksum: 0x1034_AB38),
            ListEntry(
                "My Other Document1.txt ", .location("/bér.txt", written: "/b%C3%A9r.txt?x=%zz"),
                size: 100_339,
                checksum: 0x83E8_110B),
            ListEntry("e/f é.txt", .url("https://example.org/a%20b?c=d")),
            ListEntry("My empty directory", .directory),
        ]
        #expect(reading.error == nil)
        #expect(reading.entries == entries)
        #expect(reading.positions.map(\.description) == ["line 1", "line 2", "line 5", "line 6"])
        #expect(reading.positions.map(\.entry) == [1, 2, 3, 4])
    }

    @Test func `the lists of zipstreamer work as they are`() {
        let list = #"""
            {"suggestedFilename": "reports.zip",
             "files": [{"url": "https://server.example/1.jpg", "zipPath": "in-a-folder/1.jpg"}]}
            """#
        let reading = Reading(.json, list)
        #expect(reading.error == nil)
        #expect(reading.entries == [ListEntry("in-a-folder/1.jpg", .url("https://server.example/1.jpg"))])
        #expect(reading.head == ListHead(fileName: Array("reports.zip".utf8)))
    }

    @Test(arguments: Samples.all)
    func `a list means the same wherever it is cut into two pieces`(form: ListForm, text: String) {
        let bytes = Array(text.utf8)
        let whole = Reading(form, bytes)
        #expect(whole.error == nil)
        #expect(Reading(form, bytes, pieces: Array(repeating: 1, count: bytes.count)) == whole)
        for cut in bytes.indices.dropFirst() {
            #expect(Reading(form, bytes, pieces: [cut]) == whole, "after \(cut) bytes")
        }
    }

    @Test(arguments: Samples.all)
    func `a byte order mark may come first`(form: ListForm, text: String) {
        let bytes = Array("\u{FEFF}\(text)".utf8)
        let reading = Reading(form, bytes, pieces: [1, 1, 1])
        let plain = Reading(form, text)
        #expect(reading == plain)
        #expect(Reading(form, Array(bytes.dropFirst(2))).error != nil)
        #expect(Reading(form, Array(bytes[..<2]) + Array(bytes[3...])).error != nil)
    }

    @Test(arguments: [Samples.document, Samples.array, #"{"files":[]}"#, "[]"])
    func `every beginning of a document is an error, and has no entry that the whole has not`(text: String) {
        let bytes = Array(text.utf8)
        let whole = Reading(.json, bytes)
        let length = bytes.count - bytes.reversed().prefix { $0 == UInt8(ascii: " ") }.count
        for count in 0..<length {
            let reading = Reading(.json, Array(bytes[..<count]))
            guard case .malformed(_, _, "the list ends in the middle") = reading.error else {
                Issue.record("\(count) bytes: \(String(describing: reading.error))")
                continue
            }
            #expect(whole.entries.starts(with: reading.entries), "\(count) bytes")
        }
    }

    @Test func `lines of JSON may end behind an object, and nowhere else`() {
        let bytes = Array(Samples.lines.utf8)
        let whole = Reading(.jsonLines, bytes)
        for count in bytes.indices {
            let beginning = Array(bytes[..<count])
            let reading = Reading(.jsonLines, beginning)
            #expect(whole.entries.starts(with: reading.entries), "\(count) bytes")
            let line =
                beginning.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? []
            let depth = line.count { $0 == UInt8(ascii: "{") } - line.count { $0 == UInt8(ascii: "}") }
            #expect((reading.error == nil) == (depth == 0), "\(count) bytes")
        }
    }

    @Test(
        arguments: [.abandoned, .timedOut, .tooLarge, .brokenOff("connection reset")] as [ListInputError],
        [.json, .jsonLines, .text] as [ListForm])
    func `why the bytes end is passed on`(failure: ListInputError, form: ListForm) {
        let beginning = form == .text ? "- 1 /a b\n- 1" : "[{\"name\":\"".dropFirst(form == .json ? 0 : 1)
        let input = PiecewiseList(Array(beginning.utf8), failure: failure)
        #expect(Reading(form, input).error == .input(failure))
        #expect(Reading(form, PiecewiseList([], failure: failure)).error == .input(failure))
    }

    @Test func `a list that failed goes on failing`() {
        var reader = ListReader(.jsonLines, from: PiecewiseList("{}\n{\"name\":\"a/\"}\n"))
        var errors: [ListError] = []
        for _ in 0..<3 {
            do throws(ListError) { _ = try reader.next() } catch { errors.append(error) }
        }
        let error = ListError.malformed(ListPosition(line: 1, entry: 1), field: "name", reason: "missing")
        #expect(errors == [error, error, error])
    }

    @Test func `a list that ended goes on being at its end`() throws {
        for (form, text) in Samples.all {
            var reader = ListReader(form, from: PiecewiseList(text))
            while try reader.next() != nil {}
            #expect(try reader.next() == nil)
        }
    }

    @Test(arguments: [ListForm.json, .jsonLines, .text])
    func `the reader holds little of a long list`(form: ListForm) {
        let entry = form == .text ? "- 1 /a/b/c name\n" : "{\"name\":\"name\",\"path\":\"/a/b/c\"}\n"
        let entries = Array(repeating: entry, count: 10_000)
        let list = form == .json ? "[\(entries.joined(separator: ","))]" : entries.joined()
        let input = PiecewiseList(Array(list.utf8), pieces: Array(repeating: 1000, count: 1000))
        let reading = Reading(form, input)
        #expect(reading.error == nil)
        #expect(reading.entries.count == 10_000)
        #expect(input.heldCount <= 2 * entry.utf8.count)
    }
}
