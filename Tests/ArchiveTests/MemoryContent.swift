import Archive
import ByteIO
import Plan
import TestSupport

/// Content from a seed: an entry's bytes depend on its index and size alone.
final class MemoryContent: ContentReader {
    enum Fault: Equatable, Sendable {
        /// The entry's source has fewer bytes than planned.
        case endsEarly(entry: Int, at: UInt64)
        /// The entry is not there any more.
        case vanishes(entry: Int)
        /// The entry cannot be opened this time (EIO).
        case fails(entry: Int)
    }

    private let fault: Fault?
    private let pieceSize: Int

    init(fault: Fault? = nil, pieceSize: Int = 100_000) {
        self.fault = fault
        self.pieceSize = pieceSize
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        var end = plan.entries[index].size
        switch fault {
        case .vanishes(index): throw .vanished
        case .fails(index): throw .failed(call: "open", errno: 5)
        case .endsEarly(index, let limit): end = min(end, limit)
        case .endsEarly, .vanishes, .fails, nil: break
        }
        return PiecewiseSource(Self.bytes(of: index, offset..<end), pieceSize: pieceSize)
    }

    /// Odd entries are text-like, even ones random.
    static func bytes(of index: Int, _ range: Range<UInt64>) -> [UInt8] {
        let pool = index.isMultiple(of: 2) ? random : text
        return range.isEmpty
            ? [] : Array(pool[(Int(range.lowerBound) + index)..<(Int(range.upperBound) + index)])
    }

    private static let poolSize = (1 << 20) + 1000
    private static let random: [UInt8] = {
        var generator = SeededGenerator(seed: 5)
        var pool: [UInt8] = []
        pool.reserveCapacity(poolSize + 8)
        while pool.count < poolSize {
            let number = generator.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                pool.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return pool
    }()
    private static let text = random.map { UInt8(ascii: "a") + $0 % 16 }
}
