/// Which part of a root is asked for, and as what.
public struct TreeRequest: Sendable {
    public var path: RelativePath
    /// Nil for all of it.
    public var selection: Selection?
    public var policy: TreePolicy
    /// The top folder's name, 1 to 255 bytes without a slash. A single file has no folder around it.
    public var topName: [UInt8]

    public init(_ path: RelativePath, selection: Selection? = nil, policy: TreePolicy, topName: [UInt8]) {
        self.path = path
        self.selection = selection
        self.policy = policy
        self.topName = topName
    }
}
