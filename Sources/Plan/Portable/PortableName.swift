internal import ByteIO

/// Makes a name one that Windows, macOS, FAT and exFAT can hold.
public enum PortableName {
    /// An extension that is longer, in bytes, counts as part of the name when that must be cut.
    private static let longestExtension = 32

    /// What `name` becomes: itself, if every system can hold it.
    ///
    /// - Bytes that are not UTF-8 become `%XX`.
    /// - `< > : " / \ | ? *`, control characters and noncharacters become `_`.
    /// - Dots and spaces at the end, which Windows drops, become `_`.
    /// - A name that is a device of Windows in front of its first dot gets a `_` there.
    /// - A name that is too long is cut in front of its extension, at a character's beginning.
    ///
    /// - Parameter limit: The most bytes of the result, at least 64. A name has no more UTF-16 units than bytes, so
    ///   that 255 bytes fit every system.
    public static func make(_ name: [UInt8], atMost limit: Int = NumberedName.longest) -> [UInt8] {
        var result = name.printable.unicodeScalars.flatMap { UTF8.encode(isHeld($0) ? $0 : "_") ?? .init() }
        replaceEnd(of: &result)
        if let end = deviceEnd(result[...]) { result.insert(UInt8(ascii: "_"), at: end) }
        if result.count > limit {
            result = cut(result, to: limit)
            replaceEnd(of: &result)
        }
        return result
    }

    private static func isHeld(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", ":", "\"", "/", "\\", "|", "?", "*", "\u{0}"..."\u{1F}", "\u{7F}": false
        default: scalar.isASCII || !scalar.properties.isNoncharacterCodePoint
        }
    }

    private static func replaceEnd(of name: inout [UInt8]) {
        for index in name.indices.reversed() {
            guard name[index] == UInt8(ascii: ".") || name[index] == UInt8(ascii: " ") else { return }
            name[index] = UInt8(ascii: "_")
        }
    }

    /// Where the name of a device ends that `name` is for Windows; nil if it is none.
    private static func deviceEnd(_ name: ArraySlice<UInt8>) -> Int? {
        var stem = name.prefix { $0 != UInt8(ascii: ".") }
        while stem.last == UInt8(ascii: " ") { stem.removeLast() }
        guard 3...7 ~= stem.count else { return nil }
        return devices.contains(String(decoding: stem, as: UTF8.self).uppercased()) ? stem.endIndex : nil
    }

    private static let devices: Set<String> = {
        let numbers = (0...9).map { "\($0)" } + ["\u{B9}", "\u{B2}", "\u{B3}"]
        return Set(
            ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"]
                + numbers.flatMap { ["COM\($0)", "LPT\($0)"] })
    }()

    private static func cut(_ name: [UInt8], to limit: Int) -> [UInt8] {
        var start = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        // What is left in front stays far longer than the name of a device.
        if start == 0 || name.count - start > longestExtension { start = name.endIndex }
        var end = limit - (name.count - start)
        while end > 0, name[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(name[..<end] + name[start...])
    }
}
