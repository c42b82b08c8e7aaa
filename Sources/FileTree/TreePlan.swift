internal import ByteIO
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
        /// In a few words.
        public let reason: String

        public init(path: [UInt8], reason: String) {
            self.path = path
            self.reason = reason
        }

        public init(path: [UInt8], errno: Int32) { self.init(path: path, reason: errnoText(errno)) }
    }

    public var skippedCount: Int { specialCount + linkCount + unreadableCount }
}
