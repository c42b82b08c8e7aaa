/// A disk with a file system that Windows knows, mounted by a kernel that is a program.
public enum DiskMachine {
    public enum Kind: String, Sendable, CaseIterable, CustomStringConvertible {
        case vfat, exfat
        /// With the rules that Windows has for names.
        case ntfs

        public var description: String { rawValue }
    }

    /// False where there is no such kernel for the processor.
    public static var isAvailable: Bool {
        #if arch(x86_64)
            true
        #else
            false
        #endif
    }

    /// Runs commands of the shell in the top directory of an empty disk.
    ///
    /// - Returns: what is on the disk when it was unmounted, as a directory `disk` of the tree.
    public static func run(_ commands: [String], on kind: Kind) async throws -> TemporaryTree {
        let tree = try TemporaryTree("disk-\(kind)")
        try tree.file("fill", commands.map { "\($0)\n" }.joined())
        let script = ProjectFiles.script("disk-machine").text
        let result = try await Tool(script).run([kind.rawValue, tree.path])
        guard result.succeeded else {
            throw ChildFailure(command: "disk-machine", reason: result.description)
        }
        return tree
    }
}
