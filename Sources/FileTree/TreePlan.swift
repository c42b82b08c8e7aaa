public import Plan

/// A plan of a tree, and what it leaves out.
public struct TreePlan: Sendable {
    public let plan: Plan
    /// FIFOs, sockets and devices.
    public let specialCount: Int
    /// Symbolic links that lead nowhere, outside, in a circle, or that policy leaves out.
    public let linkCount: Int
    /// Files and directories that could not be read.
    public let unreadableCount: Int
    /// The first of them, in the order of the tree.
    public let unreadable: [Unreadable]

    /// A file or directory that could not be read, and why.
    public struct Unreadable: Sendable, Equatable {
        /// Its path in the archive, below the top folder.
        public let path: [UInt8]
        public let errno: Int32

        public init(path: [UInt8], errno: Int32) {
            self.path = path
            self.errno = errno
        }
    }

    public var skippedCount: Int { specialCount + linkCount + unreadableCount }
}
