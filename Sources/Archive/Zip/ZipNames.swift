internal import ByteIO
internal import Plan

/// Finds the entries of a plan whose names a zip cannot take, and names for them that no sibling has.
enum ZipNames {
    /// New names by entry, usually none.
    static func replacements(for plan: Plan) -> [Int: [UInt8]] {
        var cleaned: [(index: Int, name: [UInt8])] = []
        for index in plan.entries.indices {
            let isPlain = plan.archiveNames[index] == nil && plan.withName(of: index, isPlain)
            let isFirst = plan.entries[index].parent == nil
            if isPlain, !isFirst { continue }
            let name = ZipName.cleaned(plan.archiveName(of: index), isFirst: isFirst)
            if let name { cleaned.append((index, name)) }
        }
        return cleaned.isEmpty ? [:] : numbering(cleaned, in: plan)
    }

    /// Gives each cleaned name a number if a sibling has it already.
    private static func numbering(_ cleaned: [(index: Int, name: [UInt8])], in plan: Plan) -> [Int: [UInt8]] {
        let parents = Set(cleaned.map { plan.entries[$0.index].parent })
        let changed = Set(cleaned.map(\.index))
        var siblings = SiblingNames()
        for (index, entry) in plan.entries.enumerated()
        where parents.contains(entry.parent) && !changed.contains(index) {
            siblings.take(plan.archiveName(of: index), parent: entry.parent)
        }
        var result: [Int: [UInt8]] = [:]
        for (index, name) in cleaned {
            result[index] = siblings.takeUnique(name, parent: plan.entries[index].parent)
        }
        return result
    }

    /// Whether a name is surely safe: printable ASCII without a backslash.
    private static func isPlain(_ name: Span<UInt8>) -> Bool {
        for index in name.indices {
            let byte = name[index]
            if byte < 0x20 || byte > 0x7E || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }
}

/// Makes one component of a path safe in a zip, whose names are text and whose readers run on every system.
enum ZipName {
    /// What `name` becomes; nil if it is safe as it is.
    ///
    /// A backslash and control characters become `_` (a backslash that became `/` would be a traversal),
    /// bytes that are not UTF-8 become `%XX`. What is too long with that is cut before its extension.
    ///
    /// - Parameter isFirst: Whether it begins the path, where `C:` would name a drive.
    static func cleaned(_ name: [UInt8], isFirst: Bool) -> [UInt8]? {
        let isText = name.allSatisfy { $0 < 0x80 } || String(validating: name, as: UTF8.self) != nil
        var clean = isText ? name : name.percentEncodedNonText
        for index in clean.indices where isUnsafe(clean[index]) { clean[index] = UInt8(ascii: "_") }
        if isFirst, clean.count > 1, isLetter(clean[0]), clean[1] == UInt8(ascii: ":") {
            clean[1] = UInt8(ascii: "_")
        }
        return clean == name ? nil : NumberedName.cut(clean)
    }

    private static func isUnsafe(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
