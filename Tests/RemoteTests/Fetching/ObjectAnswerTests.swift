import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct ObjectAnswerTests {
    typealias Field = (name: String, value: String)

    private static func answer(
        _ status: Int, _ fields: [Field] = [], size: UInt64? = 100, tag: String? = nil,
        lastModified: Int64? = nil, from offset: UInt64 = 0,
        begun: ObjectVersion? = nil
    ) throws -> ObjectAnswer {
        let object = RemoteObject(
            location: .url(try RemoteURL(Array("http://host/a".utf8))), size: size,
            tag: tag.map { TagHash($0.utf8) }, lastModified: lastModified)
        return ObjectAnswer(
            .init(object: object, offset: offset, version: begun), status: status,
            ResponseFields(fields.map { ($0.name, Array($0.value.utf8)) }))
    }

    private static func version(tag: String? = nil, modified: String? = nil) -> ObjectVersion {
        ObjectVersion(tag: tag.map { Array($0.utf8) }, modified: modified.map { Array($0.utf8) })
    }

    @Test(arguments: [
        (200, [Field("Content-Length", "100")]), (200, []), (206, [Field("Content-Range", "bytes 0-99/100")]),
        (206, [Field("content-range", "bytes 0-99/*")]), (200, [Field("Content-Range", "bytes 0-99/100")]),
    ])
    func `takes what has the planned size`(status: Int, fields: [Field]) throws {
        #expect(try Self.answer(status, fields) == .content(leading: 0, ObjectVersion()))
    }

    @Test(arguments: [
        (200, [Field("Content-Length", "99")]), (200, [Field("Content-Length", "101")]),
        (206, [Field("Content-Range", "bytes 0-99/101")]), (206, [Field("Content-Range", "bytes 1-99/100")]),
        (206, [Field("Content-Range", "bytes 0-98/100")]), (206, [Field("Content-Range", "bytes 0-99/99")]),
        (206, [Field("Content-Range", "items 0-99/100")]), (412, []), (416, []),
    ])
    func `takes nothing of another size`(status: Int, fields: [Field]) throws {
        guard case .changed = try Self.answer(status, fields) else {
            Issue.record("\(try Self.answer(status, fields))")
            return
        }
    }

    @Test func `another size is told with the one that was expected`() throws {
        #expect(
            try Self.answer(200, [Field("Content-Length", "99")])
                == .changed("it has 99 bytes, expected were 100"))
        #expect(
            try Self.answer(206, [Field("Content-Range", "bytes 0-98/99")])
                == .changed("Content-Range is bytes 0-98/99, expected were 100 bytes"))
    }

    @Test(arguments: [
        (200, [Field("Content-Length", "7")], true), (200, [Field("Transfer-Encoding", "chunked")], true),
        // It ends with the connection, or with its break.
        (200, [], false),
        (206, [Field("Content-Range", "bytes 0-6/7"), Field("Content-Length", "7")], false),
        (200, [Field("Content-Range", "bytes 0-6/7"), Field("Content-Length", "7")], false),
    ])
    func `takes an object of unknown size if it tells where it ends`(
        status: Int, fields: [Field], isTaken: Bool
    ) throws {
        let answer = try Self.answer(status, fields, size: nil)
        #expect((answer == .content(leading: 0, ObjectVersion())) == isTaken, "\(answer)")
        if case .failure = answer { #expect(!isTaken) } else { #expect(isTaken) }
    }

    @Test func `takes nothing with another entity tag than was planned`() throws {
        let tagged = [Field("ETag", "\"a\"")]
        #expect(try Self.answer(200, tagged, tag: "a") == .content(leading: 0, Self.version(tag: "a")))
        #expect(try Self.answer(200, tagged, tag: "b") == .changed("it has another entity tag"))
        // A weak tag is no proof of anything, nor is none.
        for fields in [[Field("ETag", "W/\"a\"")], []] {
            #expect(try Self.answer(200, fields, tag: "b") == .content(leading: 0, ObjectVersion()))
        }
    }

    @Test func `takes nothing with another time than its server has told before`() throws {
        let date = "Thu, 01 Jan 2026 00:00:00 GMT"
        let dated = [Field("Last-Modified", date)]
        #expect(
            try Self.answer(200, dated, lastModified: 1_767_225_600)
                == .content(leading: 0, Self.version(modified: date)))
        #expect(
            try Self.answer(200, dated, lastModified: 1_767_225_599)
                == .changed("it has another Last-Modified"))
    }

    @Test func `goes on with nothing that is encoded in another way`() throws {
        let fields = [Field("Content-Range", "bytes 40-99/100"), Field("ETag", "\"a\"")]
        let zipped = fields + [Field("Content-Encoding", "gzip")]
        let version = Self.version(tag: "a")
        guard case .changed = try Self.answer(206, zipped, from: 40, begun: version) else {
            Issue.record("it went on")
            return
        }
        let several = fields + [Field("Content-Type", "multipart/byteranges; boundary=x")]
        guard case .failure = try Self.answer(206, several, from: 40, begun: version) else {
            Issue.record("it took several parts for one")
            return
        }
    }

    @Test func `goes on only with what is known to be the same`() throws {
        let part = Field("Content-Range", "bytes 40-99/100")
        let (tagged, dated) = (
            Self.version(tag: "a"), Self.version(modified: "Thu, 01 Jan 2026 00:00:00 GMT")
        )
        let tag = Field("ETag", "\"a\"")
        let date = Field("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        #expect(try Self.answer(206, [part, tag], from: 40, begun: tagged) == .content(leading: 0, tagged))
        #expect(try Self.answer(206, [part, date], from: 40, begun: dated) == .content(leading: 0, dated))
        for (fields, begun) in [
            ([part, Field("ETag", "\"b\"")], tagged), ([part], tagged), ([part, date], tagged),
            ([part, Field("ETag", "W/\"a\"")], tagged), ([part], dated),
            ([part, Field("Last-Modified", "Thu, 01 Jan 2026 00:00:01 GMT")], dated),
            ([part], ObjectVersion()),
        ] {
            guard case .changed = try Self.answer(206, fields, from: 40, begun: begun) else {
                Issue.record("\(fields)")
                continue
            }
        }
    }

    @Test func `leaves out what comes before, from a server without ranges`() throws {
        let whole = [Field("Content-Length", "100"), Field("ETag", "\"a\"")]
        let version = Self.version(tag: "a")
        #expect(try Self.answer(200, whole, from: 40, begun: version) == .content(leading: 40, version))
        let size = ObjectAnswer.largestLeading + 2
        let large = [Field("Content-Length", "\(size)"), Field("ETag", "\"a\"")]
        let offset = ObjectAnswer.largestLeading
        #expect(
            try Self.answer(200, large, size: size, from: offset, begun: version)
                == .content(leading: offset, version))
        #expect(
            try Self.answer(200, large, size: size, from: offset + 1, begun: version)
                == .failure("its server knows no ranges"))
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504, 599])
    func `asks again later`(status: Int) throws {
        #expect(try Self.answer(status) == .retry(after: nil, "\(status)"))
        #expect(
            try Self.answer(status, [Field("Retry-After", "7")]) == .retry(after: .seconds(7), "\(status)"))
    }

    @Test(arguments: [201, 204, 304, 400, 401, 403, 404, 410, 600])
    func `asks no more`(status: Int) throws {
        #expect(try Self.answer(status) == .failure("\(status)"))
    }

    @Test func `follows only what leads somewhere`() throws {
        for status in [301, 302, 303, 307, 308] {
            #expect(try Self.answer(status, [Field("Location", "/b")]) == .redirect(Array("/b".utf8)))
            #expect(try Self.answer(status) == .failure("\(status) without a location"))
        }
    }
}
