internal import Synchronization

/// An index that all streams of one archive learn together: the one that is furthest adds to it. Used by many
/// threads.
public final class SharedIndex: Sendable {
    private struct State {
        var index: ArchiveIndex
        var isContradicted = false
    }

    private let state: Mutex<State>
    private let onContradiction: @Sendable (_ unit: Int) -> Void

    /// - Parameters:
    ///   - index: What is known already.
    ///   - onContradiction: Is called once, by the stream that finds that a unit is not what was known, on its thread
    ///     and before it goes on.
    public init(
        knowing index: ArchiveIndex = ArchiveIndex(),
        onContradiction: @escaping @Sendable (_ unit: Int) -> Void = { _ in }
    ) {
        state = Mutex(State(index: index))
        self.onContradiction = onContradiction
    }

    /// What is known by now.
    public var index: ArchiveIndex { state.withLock { $0.index } }

    /// How many units are known by now.
    public var unitCount: Int { state.withLock { $0.index.units.count } }

    /// Whether content turned out to be another than the one that was known. Then nothing of it holds.
    public var isContradicted: Bool { state.withLock { $0.isContradicted } }

    /// Takes over an index that is longer.
    public func adopt(_ index: ArchiveIndex) {
        state.withLock { if index.units.count > $0.index.units.count { $0.index = index } }
    }

    /// Notes the unit at a position, if it is the next that is not known.
    ///
    /// - Returns: whether it is what was known, if it was.
    func note(_ unit: ArchiveIndex.Unit, at position: Int) -> Bool {
        let (isConsistent, isNews) = state.withLock { state in
            guard position < state.index.units.count else {
                if position == state.index.units.count, !state.isContradicted {
                    state.index.units.append(unit)
                }
                return (true, false)
            }
            if state.index.units[position] == unit { return (true, false) }
            defer { state.isContradicted = true }
            return (false, !state.isContradicted)
        }
        if isNews { onContradiction(position) }
        return isConsistent
    }
}
