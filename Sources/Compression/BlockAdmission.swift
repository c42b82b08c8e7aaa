internal import Threads

/// The leave to fill a block, from before its first byte until it is compressed.
///
/// Thousands of streams that begin at once would otherwise each fill a block and wait for the same few
/// threads.
final class BlockAdmission: Sendable {
    /// Hands out admissions.
    final class Gate: Sendable {
        /// A source may hang, and so may as many as there are admissions; then the others go on without.
        private static let patience: Duration = .seconds(1)

        private let free: Monitor<Int>

        /// - Parameter count: How many admissions there are.
        init(count: Int) { free = Monitor(count) }

        /// Blocks while all admissions are taken, but not for ever.
        func admit() -> BlockAdmission? {
            let isFree: Void? = free.wait(atMost: Self.patience) { free in
                guard free > 0 else { return nil }
                free -= 1
            }
            return isFree.map { BlockAdmission(self) }
        }

        fileprivate func leave() { free.update { $0 += 1 } }
    }

    private let gate: Gate

    private init(_ gate: Gate) { self.gate = gate }

    deinit { gate.leave() }
}
