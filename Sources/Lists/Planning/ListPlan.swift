internal import FileTree
public import Plan

/// The plan of a list.
public struct ListPlan: Sendable {
    public let plan: Plan
    /// What the list says of the archive as a whole.
    public let head: ListHead
    public let files: ListedFiles
    /// Files of the list that are left out because they are not there or cannot be read.
    public let unreadableCount: Int
    /// Links of the list that policy leaves out.
    public let linkCount: Int
    let symlinks: SymlinkPolicy

    public var skippedCount: Int { unreadableCount + linkCount }
}
