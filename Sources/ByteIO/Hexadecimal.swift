/// Hexadecimal digits, as ASCII.
public enum Hexadecimal {
    /// The lowest `count` digits of a number, the highest of them first.
    public static func digits(_ number: UInt64, count: Int, uppercase: Bool = false) -> [UInt8] {
        let ten = uppercase ? UInt8(ascii: "A") : UInt8(ascii: "a")
        return (0..<count).map { place in
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * (count - 1 - place))) & 15
            return digit < 10 ? UInt8(ascii: "0") + digit : ten + digit - 10
        }
    }

    /// The value of one digit, in either case.
    ///
    /// - Returns: nil if it is none.
    public static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
