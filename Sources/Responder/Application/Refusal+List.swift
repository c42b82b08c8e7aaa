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
            message: "This site did not say correctly what to download",
            advice: "The server's log says why. Please tell the administrator of this site.")
    }

    static let outdated = Refusal(
        status: .gone, reason: "a list that is too old", message: "This download has expired",
        advice: "Go back to the page with the link, and ask for it again.")

    /// A server that has content of a list does not say what must be known of it.
    ///
    /// - Parameter mayPass: Whether it may be better later.
    private static func badOrigin(_ reason: String, mayPass: Bool) -> Refusal {
        Refusal(
            status: .badGateway, reason: "origin: \(reason)",
            message: mayPass
                ? "A server that has some of the files does not answer"
                : "A server that has some of the files does not give them",
            advice: mayPass
                ? "Please try again in a moment."
                : "The log says why. Please tell the administrator of this site.",
            ways: mayPass ? [.again] : [],
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
            message: "This site does not say what to download at the moment",
            advice: "Please try again in a moment.", ways: [.again],
            headers: [Header("Retry-After", "5")])
    }

    /// - Parameter policy: What the list was planned by.
    init(_ error: ListPlanError, _ policy: TreePolicy) {
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
        case .exceeds(let limit): self = Refusal(.exceeds(limit) as PlanError, policy)
        case .exhausted(let error): self = Refusal(.exhausted(error) as PlanError, policy)
        case .abandoned: self = .abandoned
        }
    }
}
