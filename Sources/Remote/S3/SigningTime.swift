internal import ByteIO

/// A time as signatures have it: `20130524T000000Z`.
struct SigningTime: Equatable, Sendable {
    let text: [UInt8]

    /// The day, `20130524`, for which a ``SigningKey`` is made.
    var day: ArraySlice<UInt8> { text.prefix(8) }

    init(secondsSinceEpoch: Int64) {
        let time = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
        var text = Self.digits(Int(time.year), count: 4)
        text += Self.digits(time.month, count: 2) + Self.digits(time.day, count: 2)
        text.append(UInt8(ascii: "T"))
        text += Self.digits(time.hour, count: 2) + Self.digits(time.minute, count: 2)
        text += Self.digits(time.second, count: 2)
        text.append(UInt8(ascii: "Z"))
        self.text = text
    }

    /// The lowest `count` decimal digits.
    private static func digits(_ number: Int, count: Int) -> [UInt8] {
        var digits = [UInt8](repeating: UInt8(ascii: "0"), count: count)
        var rest = max(0, number)
        for place in digits.indices.reversed() {
            digits[place] += UInt8(rest % 10)
            rest /= 10
        }
        return digits
    }
}
