public import Plan

/// Asks servers for what a list does not say of its objects. Belongs to one thread.
public final class ObjectQuestions {
    /// Questions on their way at once.
    private static let largestWindow = 16

    private let context: FetchContext

    /// - Parameters:
    ///   - allows: Whether there may be a request for an object.
    ///   - isAbandoned: Asked now and then whether nobody waits for the answers any more.
    public init(
        _ origins: Origins, allows: @escaping @Sendable (ObjectLocation) -> Bool,
        isAbandoned: @escaping () -> Bool
    ) {
        context = FetchContext(origins, FetchRules(allows: allows), isAbandoned: isAbandoned)
    }

    /// What asking took so far, for the log.
    public var notes: [ReadingNote] { context.notes }

    /// Asks for objects. Blocks.
    ///
    /// - Parameter authorization: The value of `Authorization` that the list gives.
    /// - Returns: an answer for each, in order.
    public func ask(
        _ locations: [ObjectLocation], authorization: [UInt8]?
    ) -> [Result<ObjectFacts, ObjectFault>] {
        context.rules.authorization = authorization
        let questions = locations.map { ObjectQuestion($0, context) }
        for question in questions.prefix(Self.largestWindow) { question.begin() }
        return questions.indices.map { index in
            let answer = Result { () throws(ObjectFault) in try questions[index].facts() }
            let next = index + Self.largestWindow
            if next < questions.count { questions[next].begin() }
            return answer
        }
    }
}
