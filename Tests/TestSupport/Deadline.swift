/// Nothing came within the time a test allows.
public struct DeadlinePassed: Error, CustomStringConvertible {
    public let awaited: String

    public var description: String { "waited in vain for \(awaited)" }
}

/// Looks every few milliseconds until `look` finds something, and returns it.
///
/// - Throws: ``DeadlinePassed`` after `limit`, or what `look` throws.
@discardableResult
public func eventually<Found>(
    within limit: Duration = .seconds(30), _ awaited: String, look: () async throws -> Found?
) async throws -> Found {
    let end = ContinuousClock.now + limit
    while true {
        if let found = try await look() { return found }
        guard ContinuousClock.now < end else { throw DeadlinePassed(awaited: awaited) }
        try await Task.sleep(for: .milliseconds(3))
    }
}
