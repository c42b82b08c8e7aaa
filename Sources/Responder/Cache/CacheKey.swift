internal import ByteIO

/// What something is kept under: 128 bits, written as 32 lowercase hexadecimal digits. For an archive they are its entity
/// tag without quotes, for a selection the beginning of its hash.
///
/// As text it would be an object of its own for everything that is known.
struct CacheKey: Hashable, Sendable {
    static let digitCount = 32

    private let high: UInt64
    private let low: UInt64

    /// - Returns: nil unless it is exactly as many digits: a tag becomes the name of a file.
    init?(_ digits: some Collection<UInt8>) {
        guard digits.count == Self.digitCount, let high = Self.number(digits.prefix(16)),
            let low = Self.number(digits.dropFirst(16))
        else { return nil }
        self.high = high
        self.low = low
    }

    /// The first half of a SHA-256 digest.
    init(digest: [UInt8]) {
        high = digest[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The digits.
    var bytes: [UInt8] { [high, low].flatMap(Self.digits) }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// - Returns: 16 lowercase hexadecimal digits.
    static func digits(_ number: UInt64) -> [UInt8] { Hexadecimal.digits(number, count: 16) }

    /// - Returns: nil if anything is not a lowercase hexadecimal digit.
    static func number(_ digits: some Collection<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            let isUppercase = UInt8(ascii: "A")...UInt8(ascii: "F") ~= digit
            guard !isUppercase, let value = Hexadecimal.value(of: digit) else { return nil }
            number = number << 4 | UInt64(value)
        }
        return number
    }
}
