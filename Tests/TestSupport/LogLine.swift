/// One line of penstock's text log: `TIMESTAMP LEVEL MESSAGE key=value …`.
public struct LogLine: Sendable, CustomStringConvertible {
    public let text: String
    public let level: String
    /// The values, unquoted.
    public let fields: [String: String]

    public init(_ text: String) {
        self.text = text
        let words = Self.words(text)
        level = words.count > 1 ? words[1].lowercased() : ""
        var fields: [String: String] = [:]
        for word in words {
            guard let equals = word.firstIndex(of: "=") else { continue }
            fields[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
        self.fields = fields
    }

    public subscript(_ field: String) -> String? { fields[field] }

    public var outcome: String { fields["outcome"] ?? "" }

    public var description: String { text }

    /// Splits at spaces outside double quotes; a backslash protects the character after it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quoted = false
        var protected = false
        for character in text {
            switch character {
            case _ where protected:
                word.append(character)
                protected = false
            case "\\" where quoted: protected = true
            case "\"": quoted.toggle()
            case " " where !quoted:
                words.append(word)
                word = ""
            default: word.append(character)
            }
        }
        return (words + [word]).filter { !$0.isEmpty }
    }
}
