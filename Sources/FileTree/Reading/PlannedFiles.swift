internal import ByteIO
internal import Plan
internal import SystemCalls

/// The files of a planned tree as they are on disk now: the way from an entry to its descriptor. Used by any
/// thread.
struct PlannedFiles: Sendable {
    let root: Root
    let links: SymlinkPolicy
    /// The path below the root of what was asked for.
    let base: [UInt8]

    /// An open file, which is a regular one of at least the planned size.
    struct Opened: ~Copyable {
        let descriptor: FileDescriptor
        let status: FileStatus
    }

    /// - Parameter cursor: Over the entry's plan; moved to the entry.
    func open(
        _ index: Int, in plan: Plan, cursor: inout PathCursor
    ) throws(SourceError) -> Opened {
        let path = path(of: index, cursor: &cursor)
        let descriptor = try reading { () throws(SystemCallError) in
            try root.open(path, for: .content, links: links)
        }
        let status = try reading { () throws(SystemCallError) in try descriptor.status() }
        guard status.kind == .regular else { throw .notRegular }
        guard status.size >= plan.entries[index].size else { throw .endedEarly }
        return Opened(descriptor: descriptor, status: status)
    }

    /// The path below the root: the entry's path in the archive, with what was asked for in place of the top
    /// folder.
    private func path(of index: Int, cursor: inout PathCursor) -> [UInt8] {
        guard index > 0 else { return base }
        cursor.move(to: index)
        let top = cursor.path.firstIndex(of: UInt8(ascii: "/")) ?? 0
        return base.isEmpty ? Array(cursor.path[(top + 1)...]) : base + cursor.path[top...]
    }
}
