/// The name that a file gets in a zip, worked out a second time from the published policy.
public enum ZipName {
    /// The name of one component, before equal names are told apart.
    public static func of(_ name: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = name[...]
        while let first = rest.first {
            let length = sequenceLength(rest)
            if length == 0 {
                result += Array(
                    ("%" + (first < 16 ? "0" : "") + String(first, radix: 16, uppercase: true)).utf8)
            } else if first < 0x20 || first == 0x7F || first == UInt8(ascii: "\\") {
                result.append(UInt8(ascii: "_"))
            } else {
                result += rest.prefix(length)
            }
            rest = rest.dropFirst(max(1, length))
        }
        return result
    }

    public static func of(_ path: BytePath) -> BytePath {
        path.components.reduce("") { $0 / BytePath(of($1)) }
    }

    /// What the second file is called whose name would be `name`.
    public static func second(_ name: [UInt8]) -> [UInt8] {
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        let stem = dot == name.startIndex ? name.endIndex : dot
        return name[..<stem] + Array(" (2)".utf8) + name[stem...]
    }

    /// Bytes of the well-formed UTF-8 sequence at the front, or 0.
    private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
        for length in 1...4 where length <= bytes.count {
            guard let text = String(validating: bytes.prefix(length), as: UTF8.self) else { continue }
            return text.unicodeScalars.count == 1 ? length : 0
        }
        return 0
    }
}
