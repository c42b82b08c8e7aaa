public import Plan

/// A plan of a tree, and what it leaves out.
public struct TreePlan: Sendable {
    public let plan: Plan
    /// Files, directories, links and others that should be in the archive and are not.
    public let missingCount: Int
    /// Those of them that could not be read. Each counts against the limit of entries.
    public let unreadableCount: Int
    /// Symbolic links that policy leaves out.
    public let skippedLinkCount: Int
    /// The first that are left out, for either reason, in the order of the tree. An entry at the end of the plan lists them.
    public let missing: [Missing]

    /// Something that is left out, and why.
    public struct Missing: Sendable, Equatable {
        /// Its path in the archive, below the top folder.
        public let path: [UInt8]
        /// In a few words.
        public let reason: String

        public init(path: [UInt8], reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    public var skippedCount: Int { missingCount + skippedLinkCount }
}
