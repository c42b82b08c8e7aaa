internal import Plan

/// The names that are taken in each directory of a plan: four to eight bytes for each entry.
///
/// An open hash table of indices, whose names are in the plan. The hash differs from process to process, so that no list
/// can be made of names that share one.
struct NameTable {
    private static let empty = UInt32.max

    private var slots = [UInt32](repeating: empty, count: 64)
    private var count = 0

    /// The entry of that name in a directory, or at the top level.
    func find(_ name: Span<UInt8>, in parent: Int?, of builder: borrowing PlanBuilder) -> Int? {
        var slot = Self.hash(name, parent) & (slots.count - 1)
        while slots[slot] != Self.empty {
            let index = Int(slots[slot])
            if builder.isEntry(index, named: name, in: parent) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Takes note of an entry, whose name is not taken yet.
    mutating func insert(_ index: Int, of builder: borrowing PlanBuilder) {
        if 4 * (count + 1) > 3 * slots.count { grow(builder) }
        place(UInt32(index), builder)
        count += 1
    }

    private mutating func grow(_ builder: borrowing PlanBuilder) {
        let old = slots
        slots = [UInt32](repeating: Self.empty, count: 2 * old.count)
        for index in old where index != Self.empty { place(index, builder) }
    }

    private mutating func place(_ index: UInt32, _ builder: borrowing PlanBuilder) {
        let parent = builder.parent(of: Int(index))
        var slot = builder.withName(of: Int(index)) { Self.hash($0, parent) } & (slots.count - 1)
        while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    private static func hash(_ name: Span<UInt8>, _ parent: Int?) -> Int {
        var hasher = Hasher()
        hasher.combine(parent)
        var index = 0
        while index + 8 <= name.count {
            var word: UInt64 = 0
            for place in 0..<8 { word = word << 8 | UInt64(name[index + place]) }
            hasher.combine(word)
            index += 8
        }
        while index < name.count {
            hasher.combine(name[index])
            index += 1
        }
        return hasher.finalize()
    }
}
