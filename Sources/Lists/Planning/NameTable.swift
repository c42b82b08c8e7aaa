internal import Plan

/// The names that are taken in each directory of a plan: 11 to 22 bytes for each entry.
///
/// An open hash table of indices; the names are in the plan. The hash differs from process to process, so that no list
/// can be made of names that share one.
struct NameTable {
    /// The upper half of a hash, and the index of an entry in the lower half.
    private static let empty = UInt64(UInt32.max)

    private var slots = [UInt64](repeating: empty, count: 64)
    private var count = 0

    /// The entry of that name in a directory, or at the top level.
    func find(_ name: Span<UInt8>, in parent: Int?, of builder: borrowing PlanBuilder) -> Int? {
        let hash = Self.hash(name, parent)
        var place = place(of: hash)
        while slots[place] != Self.empty {
            let slot = slots[place]
            let index = Int(UInt32(truncatingIfNeeded: slot))
            if slot >> 32 == hash >> 32, builder.isEntry(index, named: name, in: parent) { return index }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Takes note of an entry, whose name is not taken yet.
    mutating func insert(_ index: Int, _ name: Span<UInt8>, in parent: Int?) {
        if 4 * (count + 1) > 3 * slots.count { grow() }
        insert(Self.hash(name, parent) & ~Self.empty | UInt64(UInt32(index)))
        count += 1
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: Self.empty, count: 2 * old.count)
        for slot in old where slot != Self.empty { insert(slot) }
    }

    private mutating func insert(_ slot: UInt64) {
        var place = place(of: slot)
        while slots[place] != Self.empty { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    /// Where to look first: by the half of a hash that slots keep.
    private func place(of hash: UInt64) -> Int { Int(hash >> 32) & (slots.count - 1) }

    private static func hash(_ name: Span<UInt8>, _ parent: Int?) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(parent ?? -1)
        var index = 0
        while index + 8 <= name.count {
            var word: UInt64 = 0
            for place in 0..<8 { word = word << 8 | UInt64(name[index + place]) }
            hasher.combine(word)
            index += 8
        }
        var word: UInt64 = 0
        while index < name.count {
            word = word << 8 | UInt64(name[index])
            index += 1
        }
        hasher.combine(word)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
