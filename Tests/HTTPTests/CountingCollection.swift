import Synchronization

/// A collection that counts how often its elements are looked at, so that a parser's work can be told without a clock.
///
/// Every slice of the collection counts along.
struct CountingCollection<Element: Sendable>: RandomAccessCollection, Sendable {
    final class Counter: Sendable {
        private let looks = Atomic(0)

        var count: Int { looks.load(ordering: .relaxed) }

        fileprivate func add() { looks.add(1, ordering: .relaxed) }
    }

    private let elements: [Element]
    let counter = Counter()

    init(_ elements: some Sequence<Element>) { self.elements = Array(elements) }

    var startIndex: Int { 0 }

    var endIndex: Int { elements.count }

    subscript(position: Int) -> Element {
        counter.add()
        return elements[position]
    }

    /// How many times each element was looked at, on average and rounded up.
    var looksPerElement: Int { (counter.count + count - 1) / count }
}
