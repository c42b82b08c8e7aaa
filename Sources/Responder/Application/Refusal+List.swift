internal import ByteIO
internal import FileTree
internal import HTTP
internal import HTTPClient
internal import Lists

/// Refusals that are about a list. The log says what is wrong with it; the client cannot mend it, and learns nothing of it.
extension Refusal {
    static func badList(_ reason: String) -> Refusal {
        Refusal(
            status: .badGateway, reason: "list: \(reason)",
            detail: "The application did not say correctly what to download; the server's log says why.")
    }

    static let outdated = Refusal(
        status: .gone, reason: "a list that is too old", detail: "This download has expired.")

    /// A server that has content of a list does not say what must be known of it.
    ///
    /// - Parameter mayPass: Whether it may be better later.
    private static func badOrigin(_ reason: String, mayPass: Bool) -> Refusal {
        Refusal(
            status: .badGateway, reason: "origin: \(reason)",
            detail: mayPass
                ? "A server that has some of the files does not answer. Try again in a little while."
                : "A server that has some of the files does not give them; the log says why.",
            headers: mayPass ? [Header("Retry-After", "5")] : [])
    }

    /// The application cannot be asked, or does not answer.
    init(_ error: HTTPClientError) {
        switch error {
        case .unreachable(let reason), .untrusted(let reason): self = .unanswered(.badGateway, reason)
        case .malformed(let reason): self = .unanswered(.badGateway, "no HTTP: \(reason)")
        case .brokenOff(let reason): self = .unanswered(.badGateway, "broke off: \(reason)")
        case .timedOut: self = .unanswered(.gatewayTimeout, "silent for too long")
        case .abandoned: self = .abandoned
        }
    }

    private static func unanswered(_ status: Status, _ reason: String) -> Refusal {
        Refusal(
            status: status, reason: "application: \(reason)",
            detail: "The application does not answer. Try again in a little while.",
            headers: [Header("Retry-After", "5")])
    }

    init(_ error: ListPlanError) {
        switch error {
        case .list(.input(let error)):
            switch error {
            case .abandoned: self = .abandoned
            case .timedOut: self = .unanswered(.gatewayTimeout, "its list takes too long")
            case .tooLarge: self = .badList("more bytes than PENSTOCK_MANIFEST_MAX_BYTES")
            case .brokenOff(let reason): self = .unanswered(.badGateway, "its list broke off: \(reason)")
            }
        case .list(.malformed), .empty: self = .badList("\(error)")
        case .origin(_, _, _, let mayPass): self = .badOrigin("\(error)", mayPass: mayPass)
        case .exceeds(let limit): self = Refusal(.exceeds(limit) as PlanError)
        case .exhausted(let error): self = Refusal(.exhausted(error) as PlanError)
        case .abandoned: self = .abandoned
        }
    }
}
