internal import ByteIO

/// Knows the path of one entry after the other, at the cost of one name each.
public struct PathCursor {
    private let plan: Plan
    /// Names that differ from those in the plan, by entry.
    private let replacements: [Int: [UInt8]]
    /// The directories above the current entry, and where in ``path`` their paths end.
    private var directories: [(index: Int, end: Int)] = []
    private var bytes: [UInt8] = []

    /// - Parameter replacements: Names to use instead of those in the plan, by entry.
    public init(over plan: Plan, replacing replacements: [Int: [UInt8]] = [:]) {
        self.plan = plan
        self.replacements = replacements
    }

    /// The path of the entry moved to last, from the top folder on; a directory's ends with a slash.
    public var path: [UInt8] { bytes }

    /// The path of the directory that holds that entry, or of the entry itself if it is one.
    public var directoryPath: ArraySlice<UInt8> { bytes[..<(directories.last?.end ?? 0)] }

    /// Moves to an entry: cheap to the next one, and to any other from its ancestors down.
    public mutating func move(to index: Int) {
        let entry = plan.entries[index]
        while let last = directories.last, last.index != entry.parent { directories.removeLast() }
        if directories.isEmpty, let parent = entry.parent { move(to: parent) }
        bytes.removeSubrange((directories.last?.end ?? 0)...)
        if let replacement = replacements[index] {
            bytes += replacement
        } else {
            bytes += plan.arena[entry.nameRange]
        }
        if entry.kind == .directory {
            bytes.append(UInt8(ascii: "/"))
            directories.append((index, bytes.count))
        }
    }
}

extension Plan {
    /// Knows the paths in the archive.
    public var archiveCursor: PathCursor { PathCursor(over: self, replacing: archiveNames) }

    /// The path of one entry with the names of the file system, as text for people and logs.
    public func printablePath(of index: Int) -> String {
        var cursor = PathCursor(over: self)
        cursor.move(to: index)
        return cursor.path.printable
    }
}
