internal import FileTree
internal import Plan

/// From names to entries, each in its directory and under a name that nothing else there has.
extension ListPlanner {
    /// Adds an entry that is no directory.
    ///
    /// - Parameters:
    ///   - content: If it is in the list.
    ///   - place: Else where it lies.
    ///   - checksum: The CRC-32 that the list gives of what lies there.
    mutating func add(
        _ attributes: EntryAttributes, _ name: EntryName, content: [UInt8]? = nil,
        at place: ListedFiles.Place? = nil, checksum: UInt32? = nil
    ) throws(ListPlanError) {
        let parent = try directory(name.directoryPath)
        guard let existing = names.find(name.last.span, in: parent, of: builder) else {
            _ = try insert(
                name.last.span, attributes, in: parent, content: content, at: place, checksum: checksum)
            return
        }
        guard builder.kind(of: existing) != .directory else {
            throw blame("name", "is that of a directory, too")
        }
        let free = freeName(Array(name.last), taken: existing, in: parent)
        _ = try insert(free.span, attributes, in: parent, content: content, at: place, checksum: checksum)
    }

    /// Adds a directory, or takes note of what the list says of one that was made for an entry below it.
    mutating func addDirectory(
        _ name: EntryName, _ modified: Int64?, _ permissions: UInt16?
    ) throws(ListPlanError) {
        let before = builder.count
        guard let index = try directory(name.path[...]) else { return }
        let isNew = index >= before
        guard isNew || isMade[index] else { return }
        isMade[index] = false
        builder.change(index, modifiedSeconds: modified, permissions: permissions)
    }

    /// The index of a directory, which is made if it is not there, as those above it are; nil for the top level, whose path
    /// is empty.
    private mutating func directory(_ path: ArraySlice<UInt8>) throws(ListPlanError) -> Int? {
        // Entries of a list mostly follow each other directory by directory.
        if let lastDirectory, lastDirectory.path.elementsEqual(path) { return lastDirectory.index }
        var parent: Int?
        for component in path.split(separator: UInt8(ascii: "/")) {
            if let existing = names.find(component.span, in: parent, of: builder) {
                guard builder.kind(of: existing) == .directory else {
                    throw blame("name", "is beneath a file")
                }
                parent = existing
            } else {
                let attributes = EntryAttributes(
                    kind: .directory, modifiedSeconds: Self.unknownTime, permissions: 0o755)
                parent = try insert(component.span, attributes, in: parent)
            }
        }
        if let parent { lastDirectory = (Array(path), parent) }
        return parent
    }

    mutating func insert(
        _ name: Span<UInt8>, _ attributes: EntryAttributes, in parent: Int?, content: [UInt8]? = nil,
        at place: ListedFiles.Place? = nil, checksum: UInt32? = nil
    ) throws(ListPlanError) -> Int {
        let index: Int
        guard attributes.size <= PlanBuilder.largestContent - builder.contentSize else {
            throw .exceeds(.bytes(nil))
        }
        do throws(PlanBuilder.TooLarge) {
            index =
                if let content {
                    try builder.append(name: name, attributes, parent: parent, content: content)
                } else {
                    try builder.append(name: name, attributes, parent: parent)
                }
        } catch { throw .exceeds(.entries) }
        if let place {
            do throws(ListedFiles.TooLarge) { try files.append(place, checksum: checksum) } catch {
                throw .exceeds(.entries)
            }
        } else {
            files.appendNothing()
        }
        names.insert(index, name, in: parent)
        isMade.append(attributes.kind == .directory)
        try checkCount()
        if let limit = policy.maxBytes, builder.contentSize > limit { throw .exceeds(.bytes(nil)) }
        return index
    }

    /// The name with the first number that nothing in the directory has.
    private mutating func freeName(_ name: [UInt8], taken existing: Int, in parent: Int?) -> [UInt8] {
        var number = numbers[existing] ?? 1
        var candidate: [UInt8]
        repeat {
            number += 1
            candidate = NumberedName.make(name, number, atMost: NumberedName.longest)
        } while names.find(candidate.span, in: parent, of: builder) != nil
        numbers[existing] = number
        return candidate
    }
}
