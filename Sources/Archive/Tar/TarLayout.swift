internal import Compression
internal import Plan

/// How long the parts of a tar are: always arithmetic.
struct TarLayout: Sendable {
    let plan: Plan
    let longNames: TarHeader.LongNames

    init(plan: Plan) {
        self.plan = plan
        var cursor = plan.archiveCursor
        let allFit = plan.entries.indices.allSatisfy { index in
            cursor.move(to: index)
            return TarHeader.fits(cursor.path)
        }
        longNames = allFit ? .cut : .members
    }

    /// Two blocks of zeros end a tar; no further padding.
    static let trailerSize = 2 * UstarHeader.blockSize

    func header(of index: Int, path: [UInt8]) -> TarHeader {
        let entry = plan.entries[index]
        let target = entry.kind == .symbolicLink ? plan.inlineContent(of: index) : []
        return TarHeader(entry, path: path, linkTarget: target, longNames: longNames, index: index)
    }

    /// The bytes of content that follow an entry's header, without the padding.
    func contentSize(of entry: Entry) -> UInt64 { entry.kind == .file ? entry.size : 0 }

    /// Whether an entry's content must be opened to be read.
    func hasContent(_ entry: Entry) -> Bool { contentSize(of: entry) > 0 && !entry.isInline }

    /// The length of the whole archive.
    var length: UInt64 { position(of: .max).offset + UInt64(Self.trailerSize) }

    /// Where writing can begin for byte `target` of the tar: at a header, or at any byte of content or
    /// padding.
    func position(of target: UInt64) -> ArchivePosition {
        var position = ArchivePosition.start
        var cursor = plan.archiveCursor
        for (index, entry) in plan.entries.enumerated() {
            cursor.move(to: index)
            position.entry = index
            let size = contentSize(of: entry)
            let content = position.offset + UInt64(header(of: index, path: cursor.path).encodedSize)
            let end = content + size + UInt64(TarHeader.padding(size))
            if target < end {
                guard target >= content else { return position }
                position.contentOffset = min(target - content, size)
                position.offset = min(target, content + size)
                return position
            }
            position.offset = end
        }
        position.entry = plan.entries.count
        return position
    }

    /// The checksum of the whole tar.
    ///
    /// - Parameter checksums: Of every entry's content.
    func checksum(_ checksums: [UInt32]) -> CRC32 {
        var checksum = CRC32()
        var cursor = plan.archiveCursor
        var block: [UInt8] = []
        for (index, entry) in plan.entries.enumerated() {
            cursor.move(to: index)
            block.removeAll(keepingCapacity: true)
            header(of: index, path: cursor.path).append(to: &block)
            checksum.update(block.span)
            let size = contentSize(of: entry)
            if size > 0 { checksum.append(CRC32(checksums[index]), count: size) }
            checksum.update([UInt8](repeating: 0, count: TarHeader.padding(size)).span)
        }
        checksum.update([UInt8](repeating: 0, count: Self.trailerSize).span)
        return checksum
    }
}
