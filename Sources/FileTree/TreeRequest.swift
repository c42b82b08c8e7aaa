public import Plan

/// Which part of a root is asked for, and as what.
public struct TreeRequest: Sendable {
    public var path: RelativePath
    /// Nil for all of it.
    public var selection: Selection?
    public var policy: TreePolicy
    /// A single file has no folder around it.
    public var topName: FolderName

    public init(_ path: RelativePath, selection: Selection? = nil, policy: TreePolicy, topName: FolderName) {
        self.path = path
        self.selection = selection
        self.policy = policy
        self.topName = topName
    }
}
