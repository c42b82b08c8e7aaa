public import FileTree
public import SystemCalls

/// Why there is no plan of a list, found out before the first byte of an archive.
public enum ListPlanError: Error, Equatable {
    /// The list could not be read, or something in it is not allowed.
    case list(ListError)
    /// The server of an entry's content does not say what must be known of it before there is a plan.
    ///
    /// - field: That names the content.
    /// - reason: The content's place and what its server does, for the log.
    /// - mayPass: Whether it may be better later.
    case origin(ListPosition, field: String, reason: String, mayPass: Bool)
    /// The list has no entry.
    case empty
    case exceeds(PlanError.Limit)
    /// The system has no descriptor or memory left.
    case exhausted(SystemCallError)
    case abandoned
}

extension ListPlanError: CustomStringConvertible {
    /// For logs and the command line.
    public var description: String {
        switch self {
        case .list(let error): "\(error)"
        case .origin(let position, let field, let reason, _): "\(position), \(field): \(reason)"
        case .empty: "the list is empty"
        case .exceeds(let limit): "over the limit of \(limit.name)"
        case .exhausted(let error): "\(error)"
        case .abandoned: "abandoned"
        }
    }
}
