extension Duration {
    /// How long a test waits for what must come.
    ///
    /// It measures nothing: what comes at all comes long before, on a machine that is many times slower as well. What
    /// never comes makes the test fail, instead of hanging.
    public static let patience = Duration.seconds(600)
}

/// Nothing came within the time a test allows.
public struct DeadlinePassed: Error, CustomStringConvertible {
    public let awaited: String

    public init(awaited: String) { self.awaited = awaited }

    public var description: String { "waited in vain for \(awaited)" }
}

/// Looks every few milliseconds until `look` finds something, and returns it.
///
/// - Throws: ``DeadlinePassed`` once patience is at its end, or what `look` throws.
@discardableResult
public func eventually<Found>(
    _ awaited: @autoclosure () -> String, look: () async throws -> Found?
) async throws -> Found {
    let end = ContinuousClock.now + .patience
    while true {
        if let found = try await look() { return found }
        guard ContinuousClock.now < end else { throw DeadlinePassed(awaited: awaited()) }
        try await Task.sleep(for: .milliseconds(3))
    }
}
