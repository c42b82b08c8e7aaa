/// A name for an entry whose own name is taken, or too long.
public enum NumberedName {
    /// The longest name of an entry in bytes: no file system of today takes a longer one.
    public static let longest = 255

    /// `name` with ` (number)` before its extension.
    ///
    /// - Parameter limit: The most bytes of the result. What is in front of the number is cut, at the beginning of a
    ///   character or of a `%XX`.
    public static func make(_ name: [UInt8], _ number: Int, atMost limit: Int = .max) -> [UInt8] {
        marked(name, Array(" (\(number))".utf8), atMost: limit)
    }

    /// `name` as it is if it has at most `limit` bytes, else cut before its extension.
    public static func cut(_ name: [UInt8], atMost limit: Int = longest) -> [UInt8] {
        name.count <= limit ? name : marked(name, [], atMost: limit)
    }

    private static func marked(_ name: [UInt8], _ mark: [UInt8], atMost limit: Int) -> [UInt8] {
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        var stemEnd = dot == name.startIndex ? name.endIndex : dot
        // An extension that leaves no room for a stem is part of the name.
        if name.count - stemEnd + mark.count >= limit { stemEnd = name.endIndex }
        var stem = name[..<stemEnd]
        let room = limit - mark.count - (name.count - stemEnd)
        if stem.count > room {
            var end = room
            while end > 0, isWithinCharacter(end, of: stem) { end -= 1 }
            stem = stem[..<end]
        }
        return stem + mark + name[stemEnd...]
    }

    /// Whether what is in front of a place ends within a character of UTF-8, or within a byte that is written as `%XX`.
    private static func isWithinCharacter(_ place: Int, of name: ArraySlice<UInt8>) -> Bool {
        if name[place] & 0xC0 == 0x80 { return true }
        return (max(0, place - 2)..<place).contains { start in
            name[start] == UInt8(ascii: "%") && start + 2 < name.endIndex && isHexadecimal(name[start + 1])
                && isHexadecimal(name[start + 2])
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
    }
}
