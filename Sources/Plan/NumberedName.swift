/// A name for an entry whose own name is taken.
public enum NumberedName {
    /// The longest name of an entry in bytes.
    public static let longest = 255

    /// `name` with ` (number)` before its extension.
    ///
    /// - Parameter limit: The most bytes of the result. What is in front of the number is cut, at a character's
    ///   beginning if it is UTF-8.
    public static func make(_ name: [UInt8], _ number: Int, atMost limit: Int = .max) -> [UInt8] {
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        var stemEnd = dot == name.startIndex ? name.endIndex : dot
        let mark = Array(" (\(number))".utf8)
        // An extension that leaves no room for a stem is part of the name.
        if name.count - stemEnd + mark.count >= limit { stemEnd = name.endIndex }
        var stem = name[..<stemEnd]
        let room = limit - mark.count - (name.count - stemEnd)
        if stem.count > room {
            var end = room
            while end > 0, stem[end] & 0xC0 == 0x80 { end -= 1 }
            stem = stem[..<end]
        }
        return stem + mark + name[stemEnd...]
    }
}
