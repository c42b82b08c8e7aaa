internal import ByteIO

/// The last entry of an archive in which names were changed.
enum RenamedReport {
    /// Entries that are listed by name: a tree of a million must not fill the memory with their paths.
    static let limit = 10_000

    /// `RENAMED.txt`, with a number if the directory with index `parent`, or the top level, has such a name itself.
    static func name(in parent: Int?, of plan: Plan) -> [UInt8] {
        var names = PortableSiblings()
        for (index, entry) in plan.entries.enumerated() where entry.parent == parent {
            _ = names.take(plan.archiveName(of: index))
        }
        return names.takeUnique(Array("RENAMED.txt".utf8))
    }

    /// One line for each entry that has another name, in the order of the archive: its path there, and the path with
    /// the names of the file system.
    static func text(_ plan: Plan) -> [UInt8] {
        var (new, old) = (plan.archiveCursor, PathCursor(over: plan))
        var text = "These names were changed so that Windows, macOS and USB sticks can hold them:\n\n"
        for index in plan.archiveNames.keys.sorted().prefix(limit) {
            new.move(to: index)
            old.move(to: index)
            text += "\(new.path.printableLine)  <-  \(old.path.printableLine)\n"
        }
        let rest = plan.archiveNames.count - limit
        if rest > 0 { text += "and \(rest) more\n" }
        return Array(text.utf8)
    }
}
