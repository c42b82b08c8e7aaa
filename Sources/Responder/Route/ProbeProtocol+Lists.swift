/// What is asked and said of a location that serves lists.
extension ProbeProtocol {
    private static let trial = "list"

    /// The query that asks what would become of a request for the list of a URL.
    public static let trialQuery = "\(kindField)=\(trial)"

    static func asksForTrial(_ fields: [(name: String, value: [UInt8])]) -> Bool {
        fields.contains { $0.name == kindField && $0.value == Array(trial.utf8) }
    }

    /// Where the lists of a location come from.
    public enum ListSource: String, CaseIterable, Sendable {
        /// An application at a unix socket.
        case socket
        /// An application that is reached by TCP.
        case tcp
        case directory
    }

    /// What became of such a request.
    public enum ListReport: Equatable, Sendable {
        case list(entries: Int, bytes: UInt64, skipped: Int)
        /// The application answered, and not with a list.
        ///
        /// - isUnmarked: Whether the answer looks like a list, and lacks the header field that makes it one.
        case passedOn(status: Int, isUnmarked: Bool)
        case refused(status: Int, source: ListSource, reason: String)

        private static let unmarked = "unmarked"

        /// A line: a word, its numbers, and the reason.
        var text: String {
            switch self {
            case .list(let entries, let bytes, let skipped): "list \(entries) \(bytes) \(skipped)\n"
            case .passedOn(let status, let isUnmarked):
                "passed \(status)\(isUnmarked ? " \(Self.unmarked)" : "")\n"
            case .refused(let status, let source, let reason):
                "refused \(status) \(source.rawValue) \(reason)\n"
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
            case ("passed", 2...3):
                guard let status = Int(words[1]), words.count == 2 || words[2] == Self.unmarked else {
                    return nil
                }
                self = .passedOn(status: status, isUnmarked: words.count == 3)
            case ("refused", 4...):
                guard let status = Int(words[1]), let source = ListSource(rawValue: words[2]) else {
                    return nil
                }
                self = .refused(
                    status: status, source: source, reason: words[3...].joined(separator: " "))
            default: return nil
            }
        }
    }
}
