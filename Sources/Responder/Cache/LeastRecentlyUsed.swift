/// Values by key, in the order of their last use. Each has a size, and the sizes are added up.
///
/// Every call takes the same time, however many values there are.
struct LeastRecentlyUsed<Value: Sendable>: Sendable {
    private struct Slot {
        var tag: CacheKey?
        var value: Value?
        var size = 0
        /// The neighbours in the ring. Going on from the anchor comes first to the one that was used last.
        var next = anchor
        var previous = anchor
    }

    private static var anchor: Int { 0 }

    private var slots = [Slot()]
    private var free: [Int] = []
    private var positions: [CacheKey: Int] = [:]
    /// The sizes of all, added up.
    private(set) var size = 0

    var count: Int { positions.count }

    /// The tag that was used longest ago.
    var oldest: CacheKey? { slots[slots[Self.anchor].previous].tag }

    /// What is known of `tag`, which is the one used last from now on.
    mutating func use(_ tag: CacheKey) -> Value? {
        guard let position = positions[tag] else { return nil }
        unlink(position)
        link(position)
        return slots[position].value
    }

    /// Knows `value` of `tag`, which is the one used last from now on.
    mutating func set(_ value: Value, size: Int, for tag: CacheKey) {
        remove(tag)
        let position = free.popLast() ?? slots.endIndex
        if position == slots.endIndex { slots.append(Slot()) }
        slots[position].tag = tag
        slots[position].value = value
        slots[position].size = size
        positions[tag] = position
        self.size += size
        link(position)
    }

    mutating func remove(_ tag: CacheKey) {
        guard let position = positions.removeValue(forKey: tag) else { return }
        unlink(position)
        size -= slots[position].size
        slots[position] = Slot()
        free.append(position)
    }

    private mutating func link(_ position: Int) {
        let next = slots[Self.anchor].next
        slots[position].next = next
        slots[position].previous = Self.anchor
        slots[next].previous = position
        slots[Self.anchor].next = position
    }

    private mutating func unlink(_ position: Int) {
        let (next, previous) = (slots[position].next, slots[position].previous)
        slots[previous].next = next
        slots[next].previous = previous
    }
}
