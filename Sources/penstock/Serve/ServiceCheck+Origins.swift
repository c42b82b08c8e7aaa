internal import Remote
internal import Responder

extension ServiceCheck {
    /// Whether the applications that may be asked for lists can be reached, which may well be started later, and what is
    /// said of other servers.
    func origins() -> [Finding] {
        originsFile() + applications()
    }

    /// Whether the file of keys and certificates is as it must be.
    private func originsFile() -> [Finding] {
        guard let path = options.origins else { return [] }
        let rules = OriginRules()
        do throws(OriginsError) {
            try rules.load(path)
            return [.good("--origins \(path) is in order (prefixes: \(rules.count)).")]
        } catch {
            return [
                .wrong(
                    "--origins \(path): \(error).",
                    [
                        "Correct the file; what systemd hands over by LoadCredential= only the service itself sees."
                    ])
            ]
        }
    }

    /// A bucket is at no address that could be asked.
    private func applications() -> [Finding] {
        options.allowOrigin.filter { !$0.hasPrefix("s3://") }.map { origin in
            if let reason = ApplicationReach.obstacle(to: origin, timeout: .seconds(options.originTimeout)) {
                .unknown("--allow-origin \(origin) does not answer: \(reason).")
            } else {
                .good("--allow-origin \(origin) answers.")
            }
        }
    }
}
