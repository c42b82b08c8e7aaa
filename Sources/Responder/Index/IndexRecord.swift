internal import Archive
internal import ByteIO
internal import Compression
internal import SystemCalls

/// An archive's index as the bytes of a file: a header with the archive's tag and the number of units, the
/// units of 8 bytes each, and the CRC-32 of all that; all numbers little-endian.
///
/// The size of a file tells how many units are in it.
enum IndexRecord {
    private static let magic = Array("penstock index 1\n".utf8)
    private static let unitSize = 8
    private static let checkSize = 4
    /// Magic, tag, line feed, and the number of units.
    static let headerSize = magic.count + CacheKey.digitCount + 1 + 8

    /// Bytes of the record of so many units.
    static func size(ofUnits count: Int) -> Int { headerSize + count * unitSize + checkSize }

    /// - Returns: nil if no record of at least one unit has that size.
    static func unitCount(ofSize size: UInt64) -> Int? {
        guard let size = Int(exactly: size) else { return nil }
        let (count, rest) = (size - headerSize - checkSize).quotientAndRemainder(dividingBy: unitSize)
        return count > 0 && rest == 0 ? count : nil
    }

    static func encode(_ index: ArchiveIndex, of tag: CacheKey) -> [UInt8] {
        var bytes = header(of: tag, unitCount: index.units.count)
        bytes.append(addingCapacity: index.units.count * unitSize + checkSize) { output in
            for unit in index.units {
                output.append(littleEndian: unit.length)
                output.append(littleEndian: unit.checksum)
            }
        }
        let check = CRC32(of: bytes).value
        bytes.append(addingCapacity: checkSize) { $0.append(littleEndian: check) }
        return bytes
    }

    /// - Returns: nil if it is damaged or the record of another archive.
    static func decode(_ bytes: [UInt8], of tag: CacheKey) -> ArchiveIndex? {
        let end = bytes.count - checkSize
        guard isRecord(bytes, size: UInt64(bytes.count), of: tag),
            CRC32(of: bytes.span.extracting(first: end)).value == number(bytes.span, at: end)
        else { return nil }
        var index = ArchiveIndex()
        index.units.reserveCapacity((end - headerSize) / unitSize)
        for start in stride(from: headerSize, to: end, by: unitSize) {
            let unit = ArchiveIndex.Unit(
                length: number(bytes.span, at: start), checksum: number(bytes.span, at: start + 4))
            index.units.append(unit)
        }
        return index
    }

    /// Whether the record that begins with `beginning` has the header that its archive and its size demand,
    /// so that it is worth reading.
    static func isRecord(_ beginning: [UInt8], size: UInt64, of tag: CacheKey) -> Bool {
        guard let count = unitCount(ofSize: size) else { return false }
        return beginning.starts(with: header(of: tag, unitCount: count))
    }

    private static func header(of tag: CacheKey, unitCount: Int) -> [UInt8] {
        var bytes = magic + tag.bytes + [UInt8(ascii: "\n")]
        bytes.append(addingCapacity: 8) { $0.append(littleEndian: UInt64(unitCount)) }
        return bytes
    }

    private static func number(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }
}

extension IndexRecord {
    /// Reads the record in `file`, which has `size` bytes. Blocks.
    ///
    /// - Returns: nil if it is damaged or the record of another archive.
    static func read(
        from file: borrowing FileDescriptor, size: UInt64, of tag: CacheKey
    ) throws(SystemCallError) -> ArchiveIndex? {
        var bytes: [UInt8] = []
        try file.read(headerSize, appendingTo: &bytes)
        // Before memory is taken for the rest: a file can have any size without having the bytes.
        guard isRecord(bytes, size: size, of: tag), let size = Int(exactly: size) else { return nil }
        try file.read(size - bytes.count, appendingTo: &bytes)
        return decode(bytes, of: tag)
    }
}
