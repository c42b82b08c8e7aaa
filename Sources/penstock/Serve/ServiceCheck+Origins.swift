internal import Responder

extension ServiceCheck {
    /// Whether the applications that may be asked for lists can be reached. They may well be started later.
    func origins() -> [Finding] {
        options.allowOrigin.map { origin in
            if let reason = ApplicationReach.obstacle(to: origin, timeout: .seconds(options.originTimeout)) {
                .unknown("--allow-origin \(origin) does not answer: \(reason).")
            } else {
                .good("--allow-origin \(origin) answers.")
            }
        }
    }
}
