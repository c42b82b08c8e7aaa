internal import ByteIO
internal import Compression

/// What one stream learns of its archive, and checks against what was known before. Belongs to one thread.
public final class ArchiveLedger {
    private let shared: SharedIndex
    private let isPromised: Bool
    /// The unit that comes next.
    private var position = 0
    private var isClosed = false

    /// - Parameters:
    ///   - shared: What is known, and where what is learned is added.
    ///   - isPromised: Whether the client was told a length that depends on what is known. Then a unit that differs
    ///     ends the archive; if not, writing goes on, and what was known is given up.
    public init(_ shared: SharedIndex = SharedIndex(), isPromised: Bool = false) {
        self.shared = shared
        self.isPromised = isPromised
    }

    /// What is known by now.
    public var index: ArchiveIndex { shared.index }

    /// Notes that writing begins at unit `unit`.
    func begin(at unit: Int) { position = unit }

    /// Notes nothing from now on: what is written is no longer what was planned.
    func close() { isClosed = true }

    /// Notes what became of the next unit.
    func note(length: UInt64, checksum: CRC32) throws(SinkError) {
        if isClosed { return }
        // No block becomes longer than twice what it was.
        let unit = ArchiveIndex.Unit(length: UInt32(clamping: length), checksum: checksum.value)
        let isConsistent = shared.note(unit, at: position)
        position += 1
        if !isConsistent, isPromised { throw .inconsistent }
    }
}
