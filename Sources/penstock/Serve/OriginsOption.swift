internal import Logging
internal import Remote

/// The file of `--origins`: read when the service starts, and again at each SIGHUP.
struct OriginsOption: Sendable {
    /// nil if the option is not given.
    let path: String?
    let rules = OriginRules()
    let logger: Logger

    /// Blocks.
    func load() throws(OriginsError) {
        if let path { try rules.load(path) }
    }

    /// Keeps the rules as they are if the file is wrong. Blocks.
    func reload() {
        guard let path else { return }
        do throws(OriginsError) {
            try rules.load(path)
            logger.notice("reloaded: origins are read anew", metadata: ["origins": "\(rules.count)"])
        } catch { logger.error("origins stay as they were: \(path): \(error)") }
    }
}
