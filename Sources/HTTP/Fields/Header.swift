/// One header field of an answer.
///
/// A line feed in a value would begin a header of an attacker's choice on every front server, and
/// `X-Accel-Redirect` makes nginx serve internal files: so whatever is not printable ASCII cannot get into
/// one.
public struct Header: Equatable, Sendable {
    public let name: StaticString
    public let value: String

    public init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = String(
            decoding: value.utf8.map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }

    public static func == (left: Header, right: Header) -> Bool {
        left.name.description == right.name.description && left.value == right.value
    }
}
