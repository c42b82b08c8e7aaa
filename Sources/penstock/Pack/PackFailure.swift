/// Why there is no archive, or not a whole one.
struct PackFailure: Error {
    /// For the person at the keyboard.
    let explanation: String

    init(_ explanation: String) { self.explanation = explanation }
}
