internal import ByteIO
internal import Plan

/// Finds the entries of a plan whose names a zip cannot take, and names for them that no sibling has.
enum ZipNames {
    /// New names by entry, usually none.
    static func replacements(for plan: Plan) -> [Int: [UInt8]] {
        var cleaned: [(index: Int, name: [UInt8])] = []
        for index in plan.entries.indices {
            let isPlain = plan.withName(of: index, isPlain)
            if isPlain, index > 0 { continue }
            let name = ZipName.cleaned(plan.name(of: index), isFirst: index == 0)
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
            siblings.take(plan.name(of: index), parent: entry.parent)
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
