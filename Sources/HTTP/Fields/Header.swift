/// One header field of an answer.
///
/// A line feed in a value would begin a header of an attacker's choice on every front server, and `X-Accel-Redirect` makes
/// nginx serve internal files. So no control character gets into a field.
public struct Header: Equatable, Sendable {
    public let name: String
    /// Printable ASCII; in a field that is passed on, any bytes but control characters.
    public let value: [UInt8]

    /// A field of our own: what is not printable ASCII in the value becomes `_`.
    public init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value.utf8.map { 0x20...0x7E ~= $0 ? $0 : UInt8(ascii: "_") }
    }

    /// A field that another server has sent, as it is (RFC 9110 §5.1, §5.5).
    ///
    /// - Returns: nil if the name is no token, or the value has a control character other than a tab.
    public init?(passingOn name: String, _ value: [UInt8]) {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter),
            value.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        self.name = name
        self.value = value
    }

    /// The value for people; what is not UTF-8 in it is replaced.
    public var text: String { String(decoding: value, as: UTF8.self) }
}
