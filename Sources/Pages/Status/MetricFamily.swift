/// The samples of one metric, as OpenMetrics 1.0.0 writes them.
struct MetricFamily {
    /// What the metric is; decides what its samples are called.
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Without the suffix that a sample's name has.
    let name: String
    let kind: Kind
    /// What the metric tells: a sentence, on one line.
    let help: String
    private var samples: [String] = []

    init(_ name: String, _ kind: Kind, _ help: String) {
        (self.name, self.kind, self.help) = (name, kind, help)
    }

    /// A family of one sample, or of none if there is no value.
    init(_ name: String, _ kind: Kind, _ help: String, value: String?) {
        self.init(name, kind, help)
        if let value { add(value) }
    }

    /// A family of a sample for each of some words.
    init<Word: RawRepresentable<String>>(
        _ name: String, _ kind: Kind, _ help: String, _ label: String, of words: [Word],
        value: (Word) -> String
    ) {
        self.init(name, kind, help)
        for word in words { add(value(word), [(label, word.rawValue)]) }
    }

    /// - Parameters:
    ///   - labels: Names, and values of any text.
    ///   - part: What of a histogram the sample is: `_bucket`, `_sum` or `_count`.
    mutating func add(_ value: String, _ labels: [(name: String, value: String)] = [], part: String = "") {
        let suffix =
            switch kind {
            case .counter: "_total"
            case .gauge, .histogram: part
            }
        let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        samples.append("\(name)\(suffix)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n")
    }

    /// Type, unit and help in front of the samples; empty if there are none.
    var text: String {
        guard !samples.isEmpty else { return "" }
        let unit = ["seconds", "bytes"].first { name.hasSuffix("_\($0)") }
        return "# TYPE \(name) \(kind.rawValue)\n" + (unit.map { "# UNIT \(name) \($0)\n" } ?? "")
            + "# HELP \(name) \(help)\n" + samples.joined()
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }
}
