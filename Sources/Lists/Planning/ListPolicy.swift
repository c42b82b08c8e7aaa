public import FileTree
public import Plan

/// What a list may ask for.
public struct ListPolicy: Sendable {
    /// Whether links on the way to a file are followed, and links of the list are stored.
    public var symlinks = SymlinkPolicy.follow
    /// What becomes of files that are not there or cannot be read.
    public var unreadable = UnreadablePolicy.report
    /// What becomes of names that not every system can hold. Where every one must, links of the list are left out.
    public var names = NamePolicy.exact
    /// Of how many objects more than the list says is asked for before there is a plan: of the first ones. Those of which
    /// it gives no size do not count.
    public var objectsAskedFor = 0
    /// Bytes of content, entries, and components of a name.
    public var maxBytes: UInt64?
    public var maxEntries = 1_000_000
    public var maxDepth = 128

    public init() {}

    /// The same rules as for a tree, as far as they apply to a list.
    public init(_ policy: TreePolicy) {
        symlinks = policy.symlinks
        unreadable = policy.unreadable
        names = policy.names
        maxBytes = policy.maxBytes
        maxEntries = policy.maxEntries
        maxDepth = policy.maxDepth
    }
}
