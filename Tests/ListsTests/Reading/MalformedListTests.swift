import Lists
import TestSupport
import Testing

/// What stands in a list that is wrong in one place, and what is said about it.
@Suite(.unit) struct MalformedListTests {
    /// - Parameter position: As ``ListPosition/description`` says.
    private func expectFault(
        _ reading: Reading, at position: String, field: String?, reason: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        guard case .malformed(let place, let blamed, let given) = reading.error else {
            Issue.record("\(String(describing: reading.error))", sourceLocation: location)
            return
        }
        #expect(place.description == position, sourceLocation: location)
        #expect(blamed == field, sourceLocation: location)
        #expect(given == reason, sourceLocation: location)
    }

    @Test(
        arguments: [
            ("", nil, "the list ends in the middle"), (" \n", nil, "the list ends in the middle"),
            ("null", nil, "neither an object nor an array"),
            ("\"files\"", nil, "neither an object nor an array"),
            ("{}", "files", "missing"), (#"{"files":null}"#, "files", "missing"),
            (#"{"files":{}}"#, "files", "no array"), (#"{"files":"[]"}"#, "files", "no array"),
            (#"{"files":[],"files":[]}"#, "files", "given twice"),
            (#"{"files":[]} x"#, nil, "more behind the list"),
            (#"{"files":[]}{"files":[]}"#, nil, "more behind the list"),
            ("[][]", nil, "more behind the list"),
            ("[]\0", nil, "more behind the list"), (#"{"files":[],}"#, nil, "no name of a field"),
            (#"{"files":[]"#, nil, "the list ends in the middle"),
            (#"{,"files":[]}"#, nil, "no name of a field"),
            (#"{"files":[]]"#, nil, "neither , nor } behind a value"),
            (#"{files:[]}"#, nil, "no name of a field"),
            (#"{"files"[]}"#, nil, "no colon behind the name of a field"),
            (#"{"entries":[]}"#, "entries", "unknown field"), (#"{"Files":[]}"#, "Files", "unknown field"),
            (#"{"":[]}"#, "", "unknown field"), (#"{"name":"a"}"#, "name", "unknown field"),
            (#"{"archive":{}}"#, "archive", "unknown field"),
            (#"{"fi\u006ces":[],"x":1}"#, "x", "unknown field"),
            (#"{"files":[],"top":"a","top":"a"}"#, "top", "given twice"),
            (#"{"filename":"a","suggestedFilename":"a","files":[]}"#, "suggestedFilename", "given twice"),
            (#"{"filename":1,"files":[]}"#, "filename", "no string"),
            (#"{"filename":"\u0000","files":[]}"#, "filename", "NUL"),
            (#"{"authorization":"a\r\nb","files":[]}"#, "authorization", "a control character"),
            (#"{"authorization":"a\u007f","files":[]}"#, "authorization", "a control character"),
            (#"{"format":nil,"files":[]}"#, "format", "an unexpected character"),
            (#"{"format":true,"files":[]}"#, "format", "no string"),
        ] as [(String, String?, String)])
    func `outside the entries of a document`(list: String, field: String?, reason: String) {
        expectFault(Reading(.json, list), at: "outside the entries", field: field, reason: reason)
    }

    @Test(
        arguments: [
            ("1", nil, "no object"), ("null", nil, "no object"), ("[]", nil, "no object"),
            (",", nil, "no object"),
            ("", nil, "no object"), ("\"name\"", nil, "no object"),
            ("{}", "name", "missing"), (#"{"name":null,"path":"a"}"#, "name", "missing"),
            (#"{"name":"a"}"#, nil, "no source: path, url, s3, text or link"),
            (#"{"name":"a","path":null}"#, nil, "no source: path, url, s3, text or link"),
            (#"{"name":"a/","path":"b"}"#, "name", "a directory, since it ends in /, but with a source"),
            (#"{"text":"","name":"a/"}"#, "name", "a directory, since it ends in /, but with a source"),
            (#"{"name":"a","path":"b","url":"c"}"#, "url", "a second source"),
            (#"{"name":"a","path":"b","path":"b"}"#, "path", "a second source"),
            (#"{"name":"a","s3":"b","link":"c"}"#, "link", "a second source"),
            (#"{"name":"a","name":"a"}"#, "name", "given twice"),
            (#"{"name":"a","zipPath":"b"}"#, "zipPath", "given twice"),
            (#"{"size":1,"size":1}"#, "size", "given twice"),
            (#"{"etag":"W/\"\"","etag":"a"}"#, "etag", "given twice"),
            (#"{"nmae":"a"}"#, "nmae", "unknown field"), (#"{"Name":"a"}"#, "Name", "unknown field"),
            (#"{"a\nb":[[["#, "a\nb", "unknown field"), (#"{"files":[]}"#, "files", "unknown field"),
            (#"{"archive":{}}"#, "archive", "not alone in the first line"),
            (#"{"name":1}"#, "name", "no string"), (#"{"name":["a"]}"#, "name", "no string"),
            (#"{"path":{"a":1}}"#, "path", "no string"), (#"{"name":true}"#, "name", "no string"),
            (#"{"name":nul"a"}"#, "name", "an unexpected character"), (#"{"name":'a'}"#, "name", "no string"),
            (#"{"name":"a\u0000"}"#, "name", "NUL"), (#"{"path":"\u0000"}"#, "path", "NUL"),
            (#"{"link":"a\u0000b"}"#, "link", "NUL"), (#"{"s3":"a\u0000b"}"#, "s3", "NUL"),
            (#"{"url":"a\u0000b"}"#, "url", "NUL"),
            ("{\"name\":\"a\u{0}\"}", "name", "a control character in a string"),
            ("{\"text\":\"a\nb\"}", "text", "a control character in a string"),
            ("{\"text\":\"\u{1F}\"}", "text", "a control character in a string"),
            ("{\"na\tme\":\"\"}", nil, "a control character in a string"),
            (#"{"name":"\x"}"#, "name", "an unknown escape"),
            (#"{"name":"\u12"}"#, "name", "an unknown escape"),
            (#"{"name":"\u12g4"}"#, "name", "an unknown escape"),
            (#"{"name":"\U0041"}"#, "name", "an unknown escape"),
            (#"{"name":"\ud83c"}"#, "name", "half a surrogate pair"),
            (#"{"name":"\udff4"}"#, "name", "half a surrogate pair"),
            (#"{"name":"\ud83c\u0041"}"#, "name", "half a surrogate pair"),
            (#"{"name":"\ud83c\ud83c"}"#, "name", "half a surrogate pair"),
            (#"{"name":"\ud83cudff4"}"#, "name", "half a surrogate pair"),
            (#"{"size":"1"}"#, "size", "no number"), (#"{"size":-1}"#, "size", "negative"),
            (#"{"size":1.0}"#, "size", "no whole number"), (#"{"size":1e3}"#, "size", "no whole number"),
            (#"{"size":01}"#, "size", "a number with leading zeros"), (#"{"size":+1}"#, "size", "no number"),
            (#"{"size":- 1}"#, "size", "no number"), (#"{"size":-}"#, "size", "no number"),
            (#"{"size":0x1}"#, nil, "neither , nor } behind a value"),
            (#"{"size":true}"#, "size", "no number"),
            (#"{"size":4611686018427387905}"#, "size", "more than 2^62"),
            (#"{"size":18446744073709551615}"#, "size", "more than 2^62"),
            (#"{"size":18446744073709551616}"#, "size", "too large a number"),
            (#"{"size":1 2}"#, nil, "neither , nor } behind a value"),
            (#"{"crc32":1}"#, "crc32", "no string"),
            (#"{"crc32":"1234567"}"#, "crc32", "not 8 hexadecimal digits"),
            (#"{"crc32":"0x1234567"}"#, "crc32", "not 8 hexadecimal digits"),
            (#"{"crc32":"1234567g"}"#, "crc32", "not 8 hexadecimal digits"),
            (#"{"crc32":"123456789"}"#, "crc32", "not 8 hexadecimal digits"),
            (#"{"crc32":""}"#, "crc32", "not 8 hexadecimal digits"),
            (#"{"etag":""}"#, "etag", "no entity tag"), (#"{"etag":"a b"}"#, "etag", "no entity tag"),
            (#"{"mtime":"1"}"#, "mtime", "no date of RFC 3339 or HTTP"),
            (#"{"mtime":1.}"#, "mtime", "no number"), (#"{"mtime":[1]}"#, "mtime", "no number"),
            (#"{"mtime":1.5e3}"#, "mtime", "no whole number"), (#"{"mtime":.5}"#, "mtime", "no number"),
            (#"{"mtime":1732003200000}"#, "mtime", "beyond the years 0 to 9999; are these seconds?"),
            (#"{"mtime":-62167219201}"#, "mtime", "beyond the years 0 to 9999; are these seconds?"),
            (#"{"mtime":-9223372036854775808}"#, "mtime", "beyond the years 0 to 9999; are these seconds?"),
            (#"{"mtime":18446744073709551615}"#, "mtime", "beyond the years 0 to 9999; are these seconds?"),
            (#"{"mode":644}"#, "mode", "no string"),
            (#"{"mode":"1777"}"#, "mode", "not an octal number up to 777"),
            (#"{"name":"a","path":"b"},"#, nil, "no object"),
        ] as [(String, String?, String)])
    func `in an entry of a document`(entry: String, field: String?, reason: String) {
        let first = #"{"name":"first","path":"x"}"#
        let entries = [ListEntry("first", .path("x"))]
        for list in ["[\(first),\(entry)]", "{\"files\":[\(first),\(entry)], \"top\":\"\"}"] {
            let reading = Reading(.json, list)
            let place = entry.hasSuffix("},") ? "entry 3" : "entry 2"
            expectFault(reading, at: place, field: field, reason: reason)
            #expect(reading.entries.prefix(1) == entries[...])
        }
    }

    @Test(
        arguments: [
            ("1", nil, "no object"), ("{", nil, "the line ends in the middle"), ("[]", nil, "no object"),
            (#"{"name":"a"#, "name", "the line ends in the middle"),
            (#"{"size":1"#, "size", "the line ends in the middle"),
            (#"{"name":"#, "name", "the line ends in the middle"),
            (#"{"name""#, nil, "the line ends in the middle"),
            (#"{"name":"a\"#, "name", "the line ends in the middle"),
            (#"{"size":-"#, "size", "the line ends in the middle"),
            (#"{"name":nu"#, "name", "the line ends in the middle"),
            (#"{"name":"a/"} {"name":"b/"}"#, nil, "more behind the object"),
            (#"{"name":"a/"},"#, nil, "more behind the object"), ("{}", "name", "missing"),
            (#"{"archive":{}}"#, "archive", "not alone in the first line"),
            (#"{"x":1}"#, "x", "unknown field"),
        ] as [(String, String?, String)], ["", "\n", "\n{\"name\":\"last/\"}"])
    func `in a line of JSON`(fault: (line: String, field: String?, reason: String), end: String) {
        let reading = Reading(.jsonLines, "{\"name\":\"first/\"}\n\n\(fault.line)\(end)")
        expectFault(reading, at: "line 3", field: fault.field, reason: fault.reason)
        #expect(reading.entries == [ListEntry("first", .directory)])
    }

    @Test(
        arguments: [
            (#"{"archive":1}"#, "archive", "no object"),
            (#"{"archive":{"files":[]}}"#, "files", "unknown field"),
            (#"{"archive":{"x":1}}"#, "x", "unknown field"), (#"{"archive":{"top":1}}"#, "top", "no string"),
            (#"{"archive":{},"name":"a/"}"#, nil, "more than archive in its line"),
            (#"{"archive":{}} {}"#, nil, "more behind the object"),
            (#"{"archive":{"top":"a","top":"a"}}"#, "top", "given twice"),
        ] as [(String, String?, String)])
    func `in the head of lines of JSON`(line: String, field: String?, reason: String) {
        let reading = Reading(.jsonLines, "\n\(line)\n{\"name\":\"a/\"}")
        expectFault(reading, at: "line 2", field: field, reason: reason)
        guard case .malformed(let position, _, _) = reading.error else { return }
        #expect(position.entry == 0)
    }

    @Test(
        arguments: [
            ("x 1 /a b", "crc32", "neither hexadecimal digits nor -"),
            (" - 1 /a b", "crc32", "neither hexadecimal digits nor -"),
            ("123456789 1 /a b", "crc32", "neither hexadecimal digits nor -"),
            ("-\t1 /a b", "crc32", "neither hexadecimal digits nor -"),
            ("-- 1 /a b", "crc32", "neither hexadecimal digits nor -"),
            ("- x /a b", "size", "no number up to 2^62"), ("-", "size", "no number up to 2^62"),
            ("- -1 /a b", "size", "no number up to 2^62"), ("- -0 /a b", "size", "no number up to 2^62"),
            ("- +1 /a b", "size", "no number up to 2^62"), ("- 1.0 /a b", "size", "no number up to 2^62"),
            ("- 4611686018427387905 /a b", "size", "no number up to 2^62"),
            ("- 99999999999999999999999 /a b", "size", "no number up to 2^62"),
            ("- /a b", "size", "no number up to 2^62"), ("- 1", "name", "missing"),
            ("- 1 /a", "name", "missing"),
            ("- 1 /a ", "name", "missing"), ("- 1 @directory ", "name", "missing"),
            ("- 1 ?x b", "location", "missing"),
            ("- 1 /% b", "location", "a % without two hexadecimal digits"),
            ("- 1 /%4 b", "location", "a % without two hexadecimal digits"),
            ("- 1 /%4g b", "location", "a % without two hexadecimal digits"),
            ("- 1 /%00 b", "location", "NUL"), ("- 1 /a\0 b", "location", "NUL"),
            ("- 1 /a b\0c", "name", "NUL or a carriage return"),
            ("- 1 /a b\rc", "name", "NUL or a carriage return"),
            ("- 1 /a b/", "name", "a directory, since it ends in /, but with a location"),
        ] as [(String, String?, String)], ["", "\n", "\r\n- 1 /a b"])
    func `in a line of text`(fault: (line: String, field: String?, reason: String), end: String) {
        let reading = Reading(.text, "- 1 /first first\n\r\n\(fault.line)\(end)")
        expectFault(reading, at: "line 3", field: fault.field, reason: fault.reason)
        #expect(reading.entries == [ListEntry("first", .location("/first"), size: 1)])
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
            [0xC3, 0x5C, 0x75, 0x30, 0x30, 0x41, 0x39],
        ] as [[UInt8]])
    func `names that are not UTF-8 are refused`(name: [UInt8]) {
        let document = Array("[{\"path\":\"a\",\"name\":\"".utf8) + name + Array("\"}]".utf8)
        expectFault(Reading(.json, document), at: "entry 1", field: "name", reason: "not UTF-8")
        let key = Array("[{\"".utf8) + name + Array("\":1}]".utf8)
        expectFault(Reading(.json, key), at: "entry 1", field: nil, reason: "not UTF-8")
        expectFault(
            Reading(.text, Array("- 1 /a ".utf8) + name), at: "line 1", field: "name", reason: "not UTF-8")
    }

    @Test func `a location of text may be any bytes`() {
        let reading = Reading(.text, "- 1 /%FF%fe+ name")
        #expect(
            reading.entries == [
                ListEntry(
                    name: Array("name".utf8),
                    source: .location(path: [0x2F, 0xFF, 0xFE, 0x2B], written: Array("/%FF%fe+".utf8)),
                    size: 1)
            ])
    }
}
