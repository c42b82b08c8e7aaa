internal import ByteIO
internal import HTTP

/// Paths of URLs in the form in which they are compared (RFC 3986 §6.2.2): letters, digits and `-._~` are not encoded, and
/// digits of escapes are in upper case.
///
/// An encoded slash stays encoded and is no border of a segment: the server decides whether it is one.
enum NormalPath {
    /// The normal form of a path.
    ///
    /// - Parameter path: Every `%` is followed by two hexadecimal digits.
    static func bytes(of path: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(path.count)
        var index = path.startIndex
        while index < path.endIndex {
            let unit = Unit(path, at: index)
            unit.append(to: &result)
            index += unit.length
        }
        return result
    }

    /// Where, in a path as it was written, a prefix of whole segments ends.
    ///
    /// - Parameters:
    ///   - prefix: In normal form, without a slash at its end.
    ///   - path: Every `%` is followed by two hexadecimal digits.
    /// - Returns: nil if the path does not begin with the prefix, or goes on within its last segment.
    static func end(of prefix: [UInt8], in path: ArraySlice<UInt8>) -> Int? {
        var wanted = prefix[...]
        var index = path.startIndex
        while let next = wanted.first {
            guard index < path.endIndex else { return nil }
            let unit = Unit(path, at: index)
            switch unit {
            case .byte(let byte, _):
                guard byte == next else { return nil }
                wanted.removeFirst()
            case .escape(let byte):
                guard next == UInt8(ascii: "%"), wanted.dropFirst().prefix(2).elementsEqual(digits(byte))
                else {
                    return nil
                }
                wanted.removeFirst(3)
            }
            index += unit.length
        }
        return index == path.endIndex || path[index] == UInt8(ascii: "/") ? index : nil
    }

    private static func digits(_ byte: UInt8) -> [UInt8] {
        Hexadecimal.digits(UInt64(byte), count: 2, uppercase: true)
    }

    /// A byte of a path, or an escape of one that stays an escape.
    private enum Unit {
        case byte(UInt8, wasEscaped: Bool)
        case escape(UInt8)

        init(_ path: ArraySlice<UInt8>, at index: Int) {
            guard path[index] == UInt8(ascii: "%"), let high = Hexadecimal.value(of: path[index + 1]),
                let low = Hexadecimal.value(of: path[index + 2])
            else {
                self = .byte(path[index], wasEscaped: false)
                return
            }
            let byte = high << 4 | low
            let isUnreserved = byte.isAlphanumeric || "-._~".utf8.contains(byte)
            self = isUnreserved ? .byte(byte, wasEscaped: true) : .escape(byte)
        }

        /// Bytes that it is written in.
        var length: Int {
            switch self {
            case .byte(_, wasEscaped: false): 1
            case .byte(_, wasEscaped: true), .escape: 3
            }
        }

        func append(to bytes: inout [UInt8]) {
            switch self {
            case .byte(let byte, _): bytes.append(byte)
            case .escape(let byte): bytes.append(percentEncoding: byte)
            }
        }
    }
}
