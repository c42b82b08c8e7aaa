import Lists
import TestSupport
import Testing

@Suite(.unit) struct ListFormTests {
    @Test(
        arguments: [
            ("application/json", .json), ("application/json; charset=utf-8", .json),
            ("Application/JSON", .json),
            (" application/json ;x=application/jsonl", .json), ("application/jsonl", .jsonLines),
            ("application/x-ndjson;charset=utf-8", .jsonLines), ("APPLICATION/X-NDJSON\t", .jsonLines),
            ("", .text), ("text/plain", .text), ("text/json", .text), ("application/json5", .text),
            ("application/octet-stream", .text), ("x; application/json", .text), (";", .text),
        ] as [(String, ListForm)])
    func `the media type tells the form`(mediaType: String, form: ListForm) {
        #expect(ListForm(mediaType: mediaType) == form)
    }
}
