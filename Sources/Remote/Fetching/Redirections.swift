/// The way from an object's own URL to where its server has it. Each step is allowed or not, as the first was.
struct Redirections {
    /// Redirections that are followed.
    private static let most = 3

    private let first: RemoteURL
    private(set) var url: RemoteURL
    private var count = 0

    init(from url: RemoteURL) {
        first = url
        self.url = url
    }

    /// Whether ``url`` is at another origin than the first, so that credentials of that are not for this.
    var leadElsewhere: Bool { !url.hasSameOrigin(as: first) }

    /// Takes a step.
    ///
    /// - Parameter reference: The value of `Location`.
    mutating func follow(_ reference: [UInt8], _ rules: FetchRules) throws(FetchFault) {
        count += 1
        guard count <= Self.most else { throw .lasting("more than \(Self.most) redirections") }
        let next: RemoteURL
        do { next = try url.resolving(reference) } catch {
            throw .lasting("redirects to no URL that may be followed, which \(error.reason)")
        }
        let place = ObjectLocation.url(next)
        guard next.isSecure || !url.isSecure else {
            throw .lasting("redirects from https to \(place.printable)")
        }
        guard rules.allows(place) else {
            throw .lasting("redirects to \(place.printable), which is not allowed here")
        }
        url = next
    }
}
