/// Numbers of bytes as people read them, and not as they write them: in decimal units.
extension ByteCount {
    /// With a digit behind the point below 100 of them: `12.3 kB`, `734 MB`.
    public static func text(_ bytes: Double) -> String {
        var value = bytes
        var units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"][...]
        while value >= 999.5, units.count > 1 {
            value /= 1000
            units = units.dropFirst()
        }
        let tenths = Int((value * 10).rounded())
        let isWhole = units.first == "B" || value >= 99.95
        let number = isWhole ? String(Int(value.rounded())) : "\(tenths / 10).\(tenths % 10)"
        return "\(number) \(units[units.startIndex])"
    }

    public static func text(_ bytes: UInt64) -> String { text(Double(bytes)) }
}
