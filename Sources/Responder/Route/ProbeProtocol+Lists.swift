/// What is asked and said of a location that serves lists.
extension ProbeProtocol {
    private static let trial = "list"

    /// The query that asks what would become of a request for the list of a URL.
    public static let trialQuery = "\(kindField)=\(trial)"

    static func asksForTrial(_ fields: [(name: String, value: [UInt8])]) -> Bool {
        fields.contains { $0.name == kindField && $0.value == Array(trial.utf8) }
    }

    /// What became of such a request.
    public enum ListReport: Equatable, Sendable {
        case list(entries: Int, bytes: UInt64, skipped: Int)
        /// The application answered, and not with a list.
        case passedOn(status: Int)
        case refused(status: Int, reason: String)

        /// A line: a word, its numbers, and the reason.
        var text: String {
            switch self {
            case .list(let entries, let bytes, let skipped): "list \(entries) \(bytes) \(skipped)\n"
            case .passedOn(let status): "passed \(status)\n"
            case .refused(let status, let reason): "refused \(status) \(reason)\n"
            }
        }

        /// - Returns: nil for what is no such line.
        public init?(_ text: String) {
            let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
            switch (words.first, words.count) {
            case ("list", 4):
                guard let entries = Int(words[1]), let bytes = UInt64(words[2]), let skipped = Int(words[3])
                else {
                    return nil
                }
                self = .list(entries: entries, bytes: bytes, skipped: skipped)
            case ("passed", 2):
                guard let status = Int(words[1]) else { return nil }
                self = .passedOn(status: status)
            case ("refused", 3...):
                guard let status = Int(words[1]) else { return nil }
                self = .refused(status: status, reason: words[2...].joined(separator: " "))
            default: return nil
            }
        }
    }
}
