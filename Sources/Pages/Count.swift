/// Numbers of things.
public enum Count {
    /// With a comma before each three digits.
    public static func text(_ number: Int) -> String {
        let digits = String(number)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3), text != "-" { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// - Returns: nil for none.
    static func text(_ number: Int, _ singular: String, _ plural: String) -> String? {
        number == 0 ? nil : "\(text(number)) \(number == 1 ? singular : plural)"
    }
}
