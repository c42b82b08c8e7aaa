internal import ByteIO
internal import Plan
internal import SystemCalls

/// The files of a plan as they are on disk now: the way from an entry to its descriptor. Used by any thread.
struct PlannedFiles: Sendable {
    let places: any FilePlaces
    let links: SymlinkPolicy

    /// An open file, which is a regular one of at least the planned size.
    struct Opened: ~Copyable {
        let descriptor: FileDescriptor
        let status: FileStatus
    }

    /// - Parameter cursor: Over the entry's plan; moved to the entry.
    func open(
        _ index: Int, in plan: Plan, cursor: inout PathCursor
    ) throws(SourceError) -> Opened {
        let place = places.place(of: index, in: plan, cursor: &cursor)
        let descriptor = try content(at: place)
        let status = try reading { () throws(SystemCallError) in try descriptor.status() }
        guard status.kind == .regular else { throw .notRegular }
        guard status.size >= plan.entries[index].size else { throw .endedEarly }
        return Opened(descriptor: descriptor, status: status)
    }

    private func content(at place: FilePlace) throws(SourceError) -> FileDescriptor {
        do { return try place.root.open(place.path, for: .content, links: links) } catch {
            // A socket cannot be opened at all.
            let now = try? place.root.open(place.path, for: .path, links: links).status()
            throw now.map { $0.kind != .regular } == true ? .notRegular : SourceError(error)
        }
    }
}
