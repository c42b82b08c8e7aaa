/// What the objects of one list may be fetched from, and with what.
public struct FetchRules: Sendable {
    /// Whether there may be a request for an object. Asked again for each place that a server redirects to.
    public let allows: @Sendable (ObjectLocation) -> Bool
    /// The value of `Authorization` that the list gives, for URLs of the list's own origins.
    public var authorization: [UInt8]?

    /// Nothing may be fetched.
    public static let nothing = FetchRules { _ in false }

    public init(
        authorization: [UInt8]? = nil, allows: @escaping @Sendable (ObjectLocation) -> Bool
    ) {
        self.allows = allows
        self.authorization = authorization
    }
}
