internal import Synchronization

/// The rules of an origins file, which are read again while requests ask for them. Used by many threads.
public final class OriginRules: Sendable {
    /// The longest prefix stands first.
    private let rules: Mutex<[OriginRule]>

    public convenience init() { self.init([]) }

    init(_ rules: [OriginRule]) { self.rules = Mutex(Self.ordered(rules)) }

    public var count: Int { rules.withLock { $0.count } }

    /// The rule of the longest prefix that covers a location; nil if none does.
    func rule(for location: ObjectLocation) -> OriginRule? {
        let rules = rules.withLock { $0 }
        return rules.first { $0.prefix.covers(location) }
    }

    /// Puts others in the place of all rules. What runs keeps the rule that it began with.
    func replace(with others: [OriginRule]) {
        let ordered = Self.ordered(others)
        rules.withLock { $0 = ordered }
    }

    private static func ordered(_ rules: [OriginRule]) -> [OriginRule] {
        rules.sorted { $0.prefix.length > $1.prefix.length }
    }
}
