internal import Plan
internal import Remote

/// Entries whose content is on other servers.
extension ListPlanner {
    /// What a server says of an object.
    typealias ObjectAnswer = Result<ObjectFacts, ObjectFault>

    /// Objects of a list whose sizes are asked for.
    private static let mostSizeless = 1000

    /// Asks for the objects of a stretch that must be asked for. Blocks.
    ///
    /// - Returns: the answers, by the entry's place in the stretch.
    mutating func ask(_ stretch: ListStretch) throws(ListPlanError) -> [Int: ObjectAnswer] {
        var asked: [(index: Int, location: ObjectLocation)] = []
        for (index, place) in stretch.places.enumerated() {
            guard case .success(.object(let location)) = place else { continue }
            let isSizeless = stretch.entries[index].size == nil
            guard isSizeless || policy.asksForObjects else { continue }
            position = stretch.positions[index]
            if isSizeless { sizelessCount += 1 }
            guard questions != nil, sizelessCount <= Self.mostSizeless else {
                throw blame("size", "is missing, as of \(Self.mostSizeless) objects before")
            }
            asked.append((index, location))
        }
        guard let questions, !asked.isEmpty else { return [:] }
        let answers = questions.ask(asked.map(\.location), authorization: reader.head.authorization)
        return Dictionary(uniqueKeysWithValues: zip(asked.map(\.index), answers))
    }

    /// - Parameter answer: What its server says; nil if it was not asked.
    mutating func addObject(
        _ name: EntryName, _ entry: ListEntry, _ location: ObjectLocation, _ answer: ObjectAnswer?
    ) throws(ListPlanError) {
        var facts: ObjectFacts?
        if let answer {
            guard let found = try found(answer, location, entry) else { return }
            facts = found
        }
        let listedTag = entry.entityTag.map { TagHash($0) }
        if let tag = facts?.tag, let listedTag, tag != listedTag {
            throw blame("etag", "is not that of \(location.printable)")
        }
        guard let size = entry.size ?? facts?.size else { throw blame("size", "is missing") }
        if let found = facts?.size, found != size {
            throw blame("size", "is \(size), but \(location.printable) has \(found) bytes")
        }
        if size == 0, let checksum = entry.checksum, checksum != 0 {
            throw blame("crc32", "is not that of an empty file")
        }
        let modified = entry.modified ?? facts?.modified
        let attributes = EntryAttributes(
            kind: .file, size: size, modifiedSeconds: modified ?? Self.unknownTime,
            permissions: entry.permissions ?? 0o644)
        let place = ListedFiles.Place.object(location, tag: listedTag ?? facts?.tag, modified: modified)
        try add(attributes, name, at: place, checksum: entry.checksum)
    }

    /// - Returns: nil for an object that is left out, which is noted.
    private mutating func found(
        _ answer: ObjectAnswer, _ location: ObjectLocation, _ entry: ListEntry
    ) throws(ListPlanError) -> ObjectFacts? {
        do { return try answer.get() } catch {
            switch error {
            case .abandoned: throw .abandoned
            case .missing(let reason):
                let reason = "\(location.printable): \(reason)"
                try leaveOut(entry, reason, details: reason)
                return nil
            case .sizeless:
                throw blame(
                    "size", "is missing, and the server of \(location.printable) does not say it either")
            case .unavailable(let reason):
                throw blame(entry.source.field, "cannot be asked for: \(location.printable): \(reason)")
            }
        }
    }
}
