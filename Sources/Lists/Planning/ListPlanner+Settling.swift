internal import FileTree
internal import Plan

/// What is known only behind the last entry.
extension ListPlanner {
    /// Stands for a time that the list does not give.
    static let unknownTime = Int64.min
    /// 1980-01-01, the earliest time that a zip can hold: for a list without any. It is never the time of the request,
    /// since equal lists give equal archives.
    private static let earliestTime: Int64 = 315_532_800

    /// Gives entries without a time the newest of the list, and directories that were made the newest below them.
    mutating func settleTimes() {
        let newest = builder.newest == Self.unknownTime ? Self.earliestTime : builder.newest
        // What a directory holds stands behind it.
        for index in (0..<builder.count).reversed() {
            var seconds = builder.modifiedSeconds(of: index)
            if seconds == Self.unknownTime {
                seconds = newest
                builder.change(index, modifiedSeconds: seconds)
            }
            if let parent = builder.parent(of: index), isMade[parent],
                builder.modifiedSeconds(of: parent) < seconds
            {
                builder.change(parent, modifiedSeconds: seconds)
            }
        }
    }

    /// Puts the directory around all entries that the list wishes. Its name may stand at the end of the list, and loses
    /// the dots at its beginning.
    mutating func encloseInTop() throws(ListPlanError) {
        guard let top = reader.head.topName else { return }
        let name: EntryName
        do { name = try EntryName(top) } catch { throw blameHead("top", error.reason) }
        guard name.depth == 1 else { throw blameHead("top", "has a slash") }
        let attributes = EntryAttributes(
            kind: .directory, modifiedSeconds: builder.newest, permissions: 0o755)
        do { try builder.enclose(in: FolderName(top).bytes.span, attributes) } catch {
            throw .exceeds(.entries)
        }
        files.insertNothing()
    }

    /// Gives entries names that every system can hold, if that is wanted.
    mutating func makeNamesPortable() throws(ListPlanError) {
        guard policy.names == .portable else { return }
        do { if try builder.makeNamesPortable() { files.appendNothing() } } catch { throw .exceeds(.entries) }
    }

    /// An error of what the list says of the archive.
    private func blameHead(_ field: String, _ reason: String) -> ListPlanError {
        .list(.malformed(ListPosition(entry: 0), field: field, reason: reason))
    }
}
