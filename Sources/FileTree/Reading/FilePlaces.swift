public import Plan

/// Where on disk the content of a plan's files lies. Used by any thread.
public protocol FilePlaces: Sendable {
    /// Where a regular file of the plan lies, whose content is not in the plan itself.
    ///
    /// - Parameter cursor: Over the plan; may be moved.
    func place(of index: Int, in plan: Plan, cursor: inout PathCursor) -> FilePlace
}

/// A path beneath a root.
public struct FilePlace: Sendable {
    public let root: Root
    /// Relative to the root; empty for the root itself.
    public let path: [UInt8]

    public init(root: Root, path: [UInt8]) {
        self.root = root
        self.path = path
    }
}

/// The places of a planned tree: each entry's path in the archive, with what was asked for in place of the top folder.
struct TreePlaces: FilePlaces {
    let root: Root
    /// The path below the root of what was asked for.
    let base: [UInt8]

    func place(of index: Int, in plan: Plan, cursor: inout PathCursor) -> FilePlace {
        guard index > 0 else { return FilePlace(root: root, path: base) }
        cursor.move(to: index)
        let top = cursor.path.firstIndex(of: UInt8(ascii: "/")) ?? 0
        return FilePlace(
            root: root, path: base.isEmpty ? Array(cursor.path[(top + 1)...]) : base + cursor.path[top...])
    }
}

extension TreeRequest {
    /// Where the content of an entry lies that was planned for this request.
    public func place(of entry: Int, in plan: Plan, beneath root: Root) -> FilePlace {
        var cursor = PathCursor(over: plan)
        return TreePlaces(root: root, base: path.bytes).place(of: entry, in: plan, cursor: &cursor)
    }
}
