/// Why a list cannot be read to its end.
public enum ListError: Error, Equatable {
    case input(ListInputError)
    /// - field: The field that is to blame, as the application wrote its name; nil if no single one is.
    /// - reason: In a few words, for the log.
    case malformed(ListPosition, field: String?, reason: String)
}

/// A place in a list, for the people who made the list.
public struct ListPosition: Equatable, Sendable, CustomStringConvertible {
    /// From 1; nil for a list that is one document.
    public var line: Int?
    /// The number of the entry, from 1; 0 outside of all entries.
    public var entry: Int

    public init(line: Int? = nil, entry: Int) {
        self.line = line
        self.entry = entry
    }

    public var description: String {
        if let line { return "line \(line)" }
        return entry > 0 ? "entry \(entry)" : "outside the entries"
    }
}

extension ListError: CustomStringConvertible {
    /// For logs and the command line.
    public var description: String {
        switch self {
        case .input(let error): "\(error)"
        case .malformed(let position, let field, let reason):
            if let field { "\(position), \(field): \(reason)" } else { "\(position): \(reason)" }
        }
    }
}

extension ListInputError: CustomStringConvertible {
    /// For logs and the command line.
    public var description: String {
        switch self {
        case .abandoned: "abandoned"
        case .timedOut: "takes too long"
        case .tooLarge: "is too large"
        case .brokenOff(let reason): "broke off: \(reason)"
        }
    }
}
