internal import Threads

/// A permit to fill one block: taken before the block's first byte, released when the block is compressed.
///
/// Permits limit how many streams fill blocks at once, since each block takes 288 KiB. Without them, thousands of
/// streams that begin at once would each hold a block and wait for the same few threads.
final class BlockAdmission: Sendable {
    /// Hands out permits.
    final class Gate: Sendable {
        /// How long a stream waits for a permit. If as many sources hang as there are permits, further streams fill
        /// blocks without one.
        private static let patience: Duration = .seconds(1)

        private let free: Monitor<Int>

        /// - Parameter count: How many permits there are.
        init(count: Int) { free = Monitor(count) }

        /// Blocks while all permits are taken, for two seconds at most.
        ///
        /// - Returns: nil if there is none by then.
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
