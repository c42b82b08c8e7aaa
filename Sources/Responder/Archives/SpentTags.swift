internal import Synchronization

/// Entity tags of archives from which something was left out while they were sent. Used by many threads.
///
/// What was left out may be back, the same as it was planned. Then the plan is the same again, but whoever has a part of the
/// archive that lacks it must get no part of the one that has it. So the plan gets another tag, at random, as long as this
/// process lives.
final class SpentTags: Sendable {
    /// Beyond so many, the ones that were spent first are forgotten.
    private static let largestCount = 10_000

    private struct Table {
        var successors: [EntityTag: EntityTag] = [:]
        var order: [EntityTag] = []
    }

    private let table = Mutex(Table())

    /// Has no other archive told by a tag.
    func spend(_ tag: EntityTag) {
        let successor = tag.successor(by: (0..<16).map { _ in UInt8.random(in: .min ... .max) })
        table.withLock { table in
            guard table.successors[tag] == nil else { return }
            table.successors[tag] = successor
            table.order.append(tag)
            if table.order.count > Self.largestCount { table.successors[table.order.removeFirst()] = nil }
        }
    }

    /// The tag in the place of one that may be spent.
    func unspent(_ tag: EntityTag) -> EntityTag {
        table.withLock { table in
            var tag = tag
            while let successor = table.successors[tag] { tag = successor }
            return tag
        }
    }
}
