internal import ByteIO
internal import Compression

/// What one stream learns of its archive, and checks against what was known before. Belongs to one thread.
public final class ArchiveLedger {
    /// What is known by now.
    public private(set) var index: ArchiveIndex
    /// Whether content turned out to be another than the one that was known.
    public private(set) var foundChange = false
    private let isPromised: Bool
    private let isLearning: Bool
    /// The unit that comes next.
    private var position = 0

    /// - Parameters:
    ///   - index: What is known already.
    ///   - isPromised: Whether the client was told a length that depends on it. Then content that has become
    ///     another ends the archive; otherwise the ledger learns it anew.
    ///   - isLearning: Whether anybody wants to know what it learns.
    public init(
        knowing index: ArchiveIndex = ArchiveIndex(), isPromised: Bool = false, isLearning: Bool = true
    ) {
        self.index = index
        self.isLearning = isLearning
        self.isPromised = isPromised
    }

    /// Notes that writing begins at unit `unit`.
    func begin(at unit: Int) { position = unit }

    /// Notes what became of the next unit.
    func note(length: UInt64, checksum: CRC32) throws(SinkError) {
        // No block becomes longer than twice what it was.
        let unit = ArchiveIndex.Unit(length: UInt32(clamping: length), checksum: checksum.value)
        defer { position += 1 }
        if position < index.units.count {
            if index.units[position] == unit { return }
            foundChange = true
            if isPromised { throw .inconsistent }
            index.units.removeSubrange(position...)
        }
        if isLearning, position == index.units.count { index.units.append(unit) }
    }
}
