internal import ByteIO

/// Text as a string of JSON (RFC 8259 §7).
public enum JSONString {
    /// The string in its quotes. Control characters, and those that change how a terminal shows text, are escapes.
    public static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                for unit in String(scalar).utf16 {
                    let digits = Hexadecimal.digits(UInt64(unit), count: 4)
                    result += "\\u" + String(decoding: digits, as: UTF8.self)
                }
            default:
                if scalar == "\"" || scalar == "\\" { result += "\\" }
                result.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }
}
