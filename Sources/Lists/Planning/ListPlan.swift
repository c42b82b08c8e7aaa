public import FileTree
public import Plan

/// The plan of a list.
public struct ListPlan: Sendable {
    public let plan: Plan
    /// What the list says of the archive as a whole.
    public let head: ListHead
    public let files: ListedFiles
    /// Files of the list that are left out because they are not there or cannot be read.
    public let missingCount: Int
    /// The first that are left out, links among them, in the order of the list. An entry of the plan lists them.
    public let missing: [TreePlan.Missing]
    /// Links of the list that policy leaves out.
    public let linkCount: Int
    /// What makes a tar impossible, which has the size of a file in front of it; nil if all sizes are known. A zip is
    /// possible, but may be another each time.
    public let unknownSize: ListPlanError?
    let symlinks: SymlinkPolicy

    public var skippedCount: Int { missingCount + linkCount }
}
