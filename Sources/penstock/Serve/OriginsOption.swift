internal import Logging
internal import Remote

/// The file of `--origins`: read when the service starts, and again at each SIGHUP.
struct OriginsOption: Sendable {
    /// nil if the option is not given.
    let path: String?
    let rules = OriginRules()
    let logger: Logger

    /// How many prefixes have rules; nil if the option is not given.
    var count: Int? { path.map { _ in rules.count } }

    /// Blocks.
    func load() throws(OriginsError) {
        if let path { try rules.load(path) }
    }

    /// Keeps the rules as they are if the file is wrong. Blocks.
    ///
    /// - Returns: what became of them, in words for the log too; nil if the option is not given.
    func reload() -> (isGood: Bool, words: String)? {
        guard let path else { return nil }
        do throws(OriginsError) {
            try rules.load(path)
            return (true, "origins are read anew")
        } catch {
            logger.error("origins stay as they were: \(path): \(error)")
            return (false, "origins stay as they were")
        }
    }
}
