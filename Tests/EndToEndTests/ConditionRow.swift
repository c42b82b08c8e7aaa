import TestSupport
import Testing

/// A request and its status. `TAG` stands for the archive's tag without quotes, and dates relate to
/// ``modified``.
struct ConditionRow: Sendable, CustomTestStringConvertible {
    let method: String
    let headers: [String: String]
    let status: Int

    init(_ method: String, _ headers: [String: String], _ status: Int) {
        self.method = method
        self.headers = headers
        self.status = status
    }

    var testDescription: String { "\(method) \(headers.sorted { $0.key < $1.key }) \(status)" }

    /// Headers as meta-variables (RFC 3875 §4.1.18).
    func request(_ tag: String, _ request: FastCGIRequest) -> FastCGIRequest {
        var request = request
        for (name, value) in headers {
            let variable = name.uppercased().split(separator: "-").joined(separator: "_")
            request["HTTP_" + variable] =
                value.split(separator: "TAG", omittingEmptySubsequences: false).joined(separator: tag)
        }
        return request
    }
}

extension ConditionRow {
    private typealias Row = ConditionRow

    private static let modified = "Sun, 09 Sep 2001 01:46:40 GMT"
    static let before = "Sun, 09 Sep 2001 01:46:39 GMT"
    static let after = "Sun, 09 Sep 2001 01:46:41 GMT"

    private static let ifMatch: [Row] = ["GET", "HEAD", "POST"].flatMap { method in
        [
            ("\"TAG\"", 200), ("\"other\"", 412), ("*", 200), ("W/\"TAG\"", 412),
            ("\"other\", \"TAG\"", 200), ("\"other\",\"TAG\"", 200), ("\"TAG\" , \"other\"", 200),
            ("\"a,b\", \"TAG\"", 200), ("\"other\", W/\"TAG\"", 412), ("\"x\", \"y\"", 412),
            ("\"xTAG\"", 412), ("\"TAG,x\"", 412),
        ].map { Row(method, ["If-Match": $0.0], $0.1) }
    }

    private static let ifNoneMatch: [Row] = [("GET", 304), ("HEAD", 304), ("POST", 412)]
        .flatMap { method, same in
            [
                ("\"TAG\"", same), ("W/\"TAG\"", same), ("\"other\"", 200), ("W/\"other\"", 200),
                ("*", same),
                ("\"other\", \"TAG\"", same), ("W/\"other\",W/\"TAG\"", same), ("\"x\", \"y\"", 200),
                ("\"a,b\", \"TAG\"", same), ("\"xTAG\"", 200), ("\"TAG,x\"", 200),
            ].map { Row(method, ["If-None-Match": $0.0], $0.1) }
        }

    /// All three forms of a date count (RFC 9110 §5.6.7); what is none of them is no condition.
    private static let dates: [Row] = ["GET", "HEAD"].flatMap { method in
        [
            Row(method, ["If-Modified-Since": before], 200),
            Row(method, ["If-Modified-Since": modified], 304),
            Row(method, ["If-Modified-Since": after], 304),
            Row(method, ["If-Modified-Since": "Sunday, 09-Sep-01 01:46:40 GMT"], 304),
            Row(method, ["If-Modified-Since": "Sun Sep  9 01:46:40 2001"], 304),
            Row(method, ["If-Modified-Since": "Sun Sep  9 01:46:39 2001"], 200),
            Row(method, ["If-Unmodified-Since": before], 412),
            Row(method, ["If-Unmodified-Since": modified], 200),
            Row(method, ["If-Unmodified-Since": after], 200),
        ]
            + ["garbage", "", "0", "2001-09-09T01:46:40Z", "Sun, 09 Foo 2001 01:46:40 GMT"].flatMap {
                [Row(method, ["If-Modified-Since": $0], 200), Row(method, ["If-Unmodified-Since": $0], 200)]
            }
    }

    private static let dateOfForm = [
        Row("POST", ["If-Modified-Since": modified], 200),
        Row("POST", ["If-Unmodified-Since": before], 412),
        Row("POST", ["If-Unmodified-Since": modified], 200),
    ]

    /// Which condition comes before which (RFC 9110 §13.2.2).
    private static let precedence: [Row] = ["GET", "HEAD"].flatMap { method in
        [
            Row(method, ["If-Match": "\"TAG\"", "If-Unmodified-Since": before], 200),
            Row(method, ["If-Match": "\"other\"", "If-Unmodified-Since": after], 412),
            Row(method, ["If-None-Match": "\"other\"", "If-Modified-Since": modified], 200),
            Row(method, ["If-None-Match": "\"TAG\"", "If-Modified-Since": before], 304),
            Row(method, ["If-Match": "\"TAG\"", "If-None-Match": "\"TAG\""], 304),
            Row(method, ["If-Match": "\"other\"", "If-None-Match": "\"TAG\""], 412),
            Row(method, ["If-Match": "\"TAG\"", "If-None-Match": "\"other\""], 200),
            Row(method, ["If-Match": "\"TAG\"", "If-Modified-Since": modified], 304),
            Row(method, ["If-Unmodified-Since": before, "If-None-Match": "\"TAG\""], 412),
            Row(method, ["If-Unmodified-Since": after, "If-None-Match": "\"TAG\""], 304),
            Row(method, ["If-Unmodified-Since": modified, "If-Modified-Since": modified], 304),
        ]
    }

    /// Conditions come before ranges, and only then If-Range.
    private static let ranges = [
        Row("GET", ["Range": "bytes=0-9", "If-None-Match": "\"TAG\""], 304),
        Row("GET", ["Range": "bytes=0-9", "If-None-Match": "\"other\""], 206),
        Row("GET", ["Range": "bytes=0-9", "If-Match": "\"TAG\""], 206),
        Row("GET", ["Range": "bytes=0-9", "If-Match": "\"other\""], 412),
        Row("GET", ["Range": "bytes=0-9", "If-Modified-Since": modified], 304),
        Row("GET", ["Range": "bytes=0-9", "If-Modified-Since": before], 206),
        Row("GET", ["Range": "bytes=0-9", "If-Unmodified-Since": before], 412),
        Row("GET", ["Range": "bytes=99999999-", "If-Match": "\"other\""], 412),
        Row("GET", ["Range": "bytes=99999999-", "If-None-Match": "\"TAG\""], 304),
        Row("GET", ["Range": "bytes=99999999-", "If-Match": "\"TAG\""], 416),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"TAG\""], 206),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"other\""], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "W/\"TAG\""], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "TAG"], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "*"], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"other\", \"TAG\""], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": modified], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": after], 200),
        Row("GET", ["Range": "bytes=99999999-", "If-Range": "\"TAG\""], 416),
        Row("GET", ["Range": "bytes=99999999-", "If-Range": "\"other\""], 200),
        Row("GET", ["If-Range": "\"TAG\""], 200),
        Row("GET", ["If-Range": "\"other\""], 200),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"TAG\"", "If-Match": "\"other\""], 412),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"other\"", "If-None-Match": "\"TAG\""], 304),
        Row("GET", ["Range": "bytes=0-9", "If-Range": "\"other\"", "If-Match": "\"TAG\""], 200),
    ]

    static let all: [ConditionRow] =
        [Row("GET", [:], 200), Row("HEAD", [:], 200), Row("POST", [:], 200)] + ifMatch + ifNoneMatch + dates
        + dateOfForm + precedence + ranges
}
