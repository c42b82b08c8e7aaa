/// Which files have to go from the directory of selections. It touches none.
struct SelectionFiles {
    struct File: Equatable {
        let name: [UInt8]
        /// In bytes.
        let size: UInt64
        /// When the selection was used last, in seconds since 1970.
        let used: Int64
        /// Whether it is being written, or was when its writer died.
        let isTemporary: Bool
    }

    private static let blockSize: UInt64 = 4096
    /// How long writing takes at most, in seconds.
    private static let longestWrite: Int64 = 3600

    /// The names of those that are too old or larger than any selection, and then of those that were used longest ago, until the rest and a new one
    /// fit.
    ///
    /// - Parameters:
    ///   - size: Bytes of the new one.
    ///   - limit: Bytes that all may take, in whole blocks.
    static func surplus(_ files: [File], for size: UInt64, limit: UInt64, now: Int64) -> [[UInt8]] {
        var surplus: [[UInt8]] = []
        var current: [File] = []
        for file in files {
            let isTooLarge = file.size > SelectionRecord.largest
            // First: a file may have any time, and the difference of two any size.
            let isCurrent = SelectionStore.isCurrent(file.used, now: now)
            if !isCurrent || isTooLarge || file.isTemporary && now - file.used > longestWrite {
                surplus.append(file.name)
            } else {
                current.append(file)
            }
        }
        var total = current.reduce(sizeOnDisk(size)) { $0 + sizeOnDisk($1.size) }
        for file in current.sorted(by: { $0.used < $1.used }) where !file.isTemporary && total > limit {
            surplus.append(file.name)
            total -= sizeOnDisk(file.size)
        }
        return surplus
    }

    private static func sizeOnDisk(_ size: UInt64) -> UInt64 {
        (size.quotientAndRemainder(dividingBy: blockSize).quotient + 1) * blockSize
    }
}
