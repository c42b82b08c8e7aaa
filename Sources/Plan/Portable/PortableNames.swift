/// Finds the entries of a plan whose names not every system can hold, or not beside each other.
enum PortableNames {
    /// New names by entry. They depend on the plan alone.
    static func replacements(for plan: Plan) -> [Int: [UInt8]] {
        let sorted = plan.entries.indices.sorted { left, right in
            let (parent, other) = (plan.entries[left].parent ?? -1, plan.entries[right].parent ?? -1)
            return (parent, left) < (other, right)
        }
        var result: [Int: [UInt8]] = [:]
        // A directory at a time, so that the names of one are held twice and not those of all.
        var rest = sorted[...]
        while let first = rest.first {
            let parent = plan.entries[first].parent
            let siblings = rest.prefix { plan.entries[$0].parent == parent }
            add(siblings, of: plan, to: &result)
            rest = rest[siblings.endIndex...]
        }
        return result
    }

    /// A name that every system can hold stays, and of several that some system takes for one, the first. What must
    /// change gets a number if the name that it would have is taken.
    private static func add(_ siblings: ArraySlice<Int>, of plan: Plan, to result: inout [Int: [UInt8]]) {
        var names = PortableSiblings()
        var changed: [(index: Int, name: [UInt8])] = []
        for index in siblings {
            let name = plan.name(of: index)
            let portable = PortableName.make(name)
            if portable != name || !names.take(name) { changed.append((index, portable)) }
        }
        for (index, name) in changed { result[index] = names.takeUnique(name) }
    }
}
