/// What is wrong with a list, before anybody has said where.
enum ListFault: Error, Equatable {
    case input(ListInputError)
    case malformed(field: String?, reason: String)

    static func malformed(_ reason: String) -> ListFault { .malformed(field: nil, reason: reason) }

    /// The same fault, of `field` unless another field is to blame already.
    func blaming(_ field: String) -> ListFault {
        if case .malformed(nil, let reason) = self { return .malformed(field: field, reason: reason) }
        return self
    }

    func error(at position: ListPosition) -> ListError {
        switch self {
        case .input(let error): .input(error)
        case .malformed(let field, let reason): .malformed(position, field: field, reason: reason)
        }
    }
}
