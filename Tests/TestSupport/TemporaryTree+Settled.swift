import Glibc

extension TemporaryTree {
    /// A tree that `fill` has filled some time ago, for all tests of the process.
    ///
    /// Nobody remembers a file that was changed a moment ago: another change might leave no trace.
    public static func settled(
        _ label: String = "settled", fill: (TemporaryTree) throws -> Void
    ) async throws -> TemporaryTree {
        let tree = try TemporaryTree(label)
        ExitCleanup.removeAtExit(tree.root)
        try fill(tree)
        try await settle()
        return tree
    }

    /// Waits until everything that was changed before counts as settled: more than two seconds on the clock.
    public static func settle() async throws {
        let end = time(nil) + 3
        try await eventually("files to settle") { time(nil) >= end ? true : nil }
    }
}
