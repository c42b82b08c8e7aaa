/// A number of bytes as an administrator writes it: digits, and behind them a letter for a power of 1024, as nginx and systemd
/// have it.
public struct ByteCount: Hashable, Sendable {
    /// What it looks like, for those who wrote none.
    public static let form = "a number of bytes, or one with K, M, G or T"

    private static let shifts = ["": 0, "K": 10, "M": 20, "G": 30, "T": 40]

    public let bytes: UInt64

    /// - Returns: nil for anything else, and for 2^64 bytes and more.
    public init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = UInt64(digits),
            let shift = Self.shifts[text[digits.endIndex...].uppercased()]
        else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !overflow else { return nil }
        self.bytes = bytes
    }
}
