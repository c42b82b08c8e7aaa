/// What the command line says of answering requests.
public struct ResponderConfiguration: Sendable {
    /// The root of locations that name none.
    public var defaultRoot: String?
    /// If not empty, every root must be one of these or lie beneath one.
    public var allowedRoots: [String] = []
    /// Archives that may be sent at once; only an answer that has one as its body counts.
    public var maxStreams = 4096
    /// Where requests come from, for `penstock doctor`.
    public var requestSource = ProbeProtocol.Source.unknown

    public init() {}
}
