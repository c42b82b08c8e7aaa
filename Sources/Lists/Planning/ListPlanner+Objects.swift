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
            let size = stretch.entries[index].size
            let isSizeless = size == nil
            // Of what should be empty nothing is fetched, so that nobody would notice that it is not.
            guard isSizeless || size == 0 || sizedCount < policy.objectsAskedFor else { continue }
            position = stretch.positions[index]
            if isSizeless { sizelessCount += 1 } else { sizedCount += 1 }
            guard questions != nil || !isSizeless, sizelessCount <= Self.mostSizeless else {
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
            switch try found(answer, location, entry) {
            case .facts(let found): facts = found
            case .noSize: break
            case .leftOut: return
            }
        }
        let listedTag = entry.entityTag.map { TagHash($0) }
        if let tag = facts?.tag, let listedTag, tag != listedTag {
            throw blame("etag", "is not that of \(location.printable)")
        }
        let size = entry.size ?? facts?.size
        if let found = facts?.size, let size, found != size {
            throw blame("size", "is \(size), but \(location.printable) has \(found) bytes")
        }
        if answer != nil, facts == nil {
            let reason = "and the server of \(location.printable) does not say it either"
            // Of what should be empty nothing would be fetched.
            if size == 0 { throw blame("size", "is 0, \(reason)") }
            if size == nil, unknownSize == nil { unknownSize = blame("size", "is missing, \(reason)") }
        }
        if size == 0, let checksum = entry.checksum, checksum != 0 {
            throw blame("crc32", "is not that of an empty file")
        }
        let modified = entry.modified ?? facts?.modified
        var attributes = EntryAttributes(
            kind: .file, size: size ?? 0, modifiedSeconds: modified ?? Self.unknownTime,
            permissions: entry.permissions ?? 0o644)
        attributes.hasUnknownSize = size == nil
        let place = ListedFiles.Place.object(
            location, tag: listedTag ?? facts?.tag, lastModified: facts?.modified, modified: entry.modified)
        try add(attributes, name, at: place, checksum: entry.checksum)
    }

    private enum Found {
        case facts(ObjectFacts)
        /// It is there, and its server does not say how large it is.
        case noSize
        /// Which is noted.
        case leftOut
    }

    private mutating func found(
        _ answer: ObjectAnswer, _ location: ObjectLocation, _ entry: ListEntry
    ) throws(ListPlanError) -> Found {
        do { return .facts(try answer.get()) } catch {
            switch error {
            case .abandoned: throw .abandoned
            case .missing(let reason):
                let reason = "\(location.printable): \(reason)"
                try leaveOut(entry, reason, details: reason)
                return .leftOut
            case .sizeless: return .noSize
            case .unavailable(let reason): throw failure(of: location, entry, reason, mayPass: false)
            case .unreachable(let reason): throw failure(of: location, entry, reason, mayPass: true)
            }
        }
    }

    private func failure(
        of location: ObjectLocation, _ entry: ListEntry, _ reason: String, mayPass: Bool
    ) -> ListPlanError {
        .origin(
            position, field: entry.source.field, reason: "\(location.printable): \(reason)", mayPass: mayPass)
    }
}
