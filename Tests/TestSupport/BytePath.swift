/// A path as Linux has it: bytes, which need not be UTF-8.
public struct BytePath: Hashable, Sendable, Comparable, ExpressibleByStringInterpolation {
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public init(_ text: String) { bytes = Array(text.utf8) }

    public init(stringLiteral text: String) { self.init(text) }

    /// The path as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var components: [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
    }

    /// The last component.
    public var name: [UInt8] { components.last ?? [] }

    /// Everything before the last slash; empty if there is none.
    public var parent: BytePath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return BytePath(Array(bytes[..<slash]))
    }

    /// Joins with one slash; an empty side adds nothing.
    public static func / (directory: BytePath, name: BytePath) -> BytePath {
        if directory.bytes.isEmpty { return name }
        if name.bytes.isEmpty { return directory }
        return BytePath(directory.bytes + [UInt8(ascii: "/")] + name.bytes)
    }

    public static func < (left: BytePath, right: BytePath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// NUL-terminated, as system calls take it.
    var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

extension BytePath: CustomStringConvertible {
    /// Readable on one line whatever the bytes are.
    public var description: String {
        var result = ""
        for byte in bytes {
            if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "\\") {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return result
    }
}
