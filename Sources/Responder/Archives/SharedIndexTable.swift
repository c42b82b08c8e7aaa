internal import Archive
internal import Synchronization

/// The indexes of all archives that are being sent or completed, one for each archive. Used by many threads.
final class SharedIndexTable: Sendable {
    private struct Item {
        let index: SharedIndex
        var userCount: Int
    }

    private let items = Mutex<[EntityTag: Item]>([:])

    /// The index of an archive, for one more user.
    ///
    /// - Parameters:
    ///   - known: What the index holds at least, then.
    ///   - onContradiction: Is called once if content contradicts the index (``SharedIndex``).
    func enter(
        _ tag: EntityTag, knowing known: ArchiveIndex,
        onContradiction: @escaping @Sendable (_ unit: Int) -> Void
    ) -> SharedIndex {
        items.withLock { items in
            var item: Item
            // Nobody goes on with what turned out to be wrong.
            if let old = items[tag], !old.index.isContradicted {
                item = old
            } else {
                item = Item(
                    index: SharedIndex(knowing: known, onContradiction: onContradiction), userCount: 0)
            }
            item.index.adopt(known)
            item.userCount += 1
            items[tag] = item
            return item.index
        }
    }

    /// What the streams of an archive have learned so far; nil if there are none, or if what they know is contradicted.
    func index(of tag: EntityTag) -> ArchiveIndex? {
        items.withLock { $0[tag]?.index }.flatMap { $0.isContradicted ? nil : $0.index }
    }

    /// Ends one use.
    func leave(_ tag: EntityTag, _ index: SharedIndex) {
        items.withLock { items in
            guard var item = items[tag], item.index === index else { return }
            item.userCount -= 1
            items[tag] = item.userCount == 0 ? nil : item
        }
    }
}
