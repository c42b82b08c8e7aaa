internal import Responder

extension ServiceCheck {
    /// Whether the servers that may be asked can be reached. They may well be started later. A bucket is at no address that
    /// could be asked.
    func origins() -> [Finding] {
        options.allowOrigin.filter { !$0.hasPrefix("s3://") }.map { origin in
            if let reason = ApplicationReach.obstacle(to: origin, timeout: .seconds(options.originTimeout)) {
                .unknown("--allow-origin \(origin) does not answer: \(reason).")
            } else {
                .good("--allow-origin \(origin) answers.")
            }
        }
    }
}
