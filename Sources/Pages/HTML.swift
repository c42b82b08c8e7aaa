internal import ByteIO

/// HTML as bytes. What stands in a literal is markup; what is interpolated is text, and escaped.
///
///     page += "<p>\(name)</p>"
public struct HTML: ExpressibleByStringInterpolation, Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public init(stringLiteral markup: String) { bytes = Array(markup.utf8) }

    public init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    /// Markup that is known when the program is built.
    init(markup: String) { bytes = Array(markup.utf8) }

    static func += (page: inout HTML, more: HTML) { page.bytes += more.bytes }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        public mutating func appendLiteral(_ markup: String) { bytes += markup.utf8 }

        public mutating func appendInterpolation(_ text: String) {
            for byte in text.utf8 { append(escaping: byte) }
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) { bytes += "\(number)".utf8 }

        public mutating func appendInterpolation(_ markup: HTML) { bytes += markup.bytes }

        /// Text as UTF-8, which may be checked before.
        mutating func appendInterpolation(utf8 text: some Sequence<UInt8>) {
            for byte in text { append(escaping: byte) }
        }

        private mutating func append(escaping byte: UInt8) {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
    }
}
