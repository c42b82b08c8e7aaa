internal import ByteIO
internal import Compression

/// Writes a plan as a zip, one entry after the other, from any entry on.
struct ZipWriter: ~Copyable {
    private let layout: ZipLayout
    private let sink: any ByteSink
    private let content: any ContentProvider
    private let compressor: BlockCompressor?
    private(set) var digests: DigestTable
    /// A small file's content, its compressed form, and a header: kept from entry to entry.
    private var whole: [UInt8] = []
    private var packed: [UInt8] = []
    private var header: [UInt8] = []

    /// - Parameter digests: Those of the entries before the one that writing starts with.
    init(
        _ layout: ZipLayout, to sink: any ByteSink, content: any ContentProvider, digests: DigestTable? = nil
    ) {
        self.layout = layout
        self.sink = sink
        self.content = content
        self.digests =
            digests ?? DigestTable(count: layout.plan.entries.count, learnsSizes: layout.learnsSizes)
        compressor = layout.effort == .store ? nil : BlockCompressor(effort: layout.effort)
    }

    /// Writes the archive from the local file header of entry `start` to its end; the directory alone if
    /// `start` is the number of entries.
    mutating func write(from start: Int = 0) throws(ArchiveError) {
        var cursor = layout.cursor
        for index in start..<layout.plan.entries.count {
            let entry = layout.plan.entries[index]
            cursor.move(to: index)
            try writing(entry: index) { () throws(TransferError) in
                let digest =
                    layout.isStreamed(entry)
                    ? try writeStreamed(entry, index, path: cursor.path)
                    : try writeWhole(entry, index, path: cursor.path)
                digests.record(digest, of: index)
            }
        }
        do { try writeDirectory() } catch { throw .sink(error) }
    }

    /// A directory, a link or a small file: everything is known before the header.
    private mutating func writeWhole(
        _ entry: Entry, _ index: Int, path: [UInt8]
    ) throws(TransferError) -> EntryDigest {
        do { try readWhole(entry, index) } catch { throw .source(error) }
        var digest = EntryDigest(checksum: CRC32(), size: entry.size, encodedSize: entry.size)
        if let compressor, entry.kind == .file, !whole.isEmpty {
            compressor.encode(whole, isLast: true, updating: &digest.checksum, into: &packed)
            digest.encodedSize = UInt64(min(packed.count, whole.count))
        } else {
            digest.checksum.update(whole.span)
        }
        do {
            try writeHeader(layout.member(entry, path: path, digest: digest), digest)
            try sink.write(digest.encodedSize < digest.size ? packed : whole)
        } catch { throw .sink(error) }
        return digest
    }

    private mutating func readWhole(_ entry: Entry, _ index: Int) throws(SourceError) {
        whole.removeAll(keepingCapacity: true)
        if entry.isInline {
            whole = layout.plan.inlineContent(of: index)
        } else if entry.size > 0 {
            let source = try content.content(of: index, in: layout.plan, from: 0)
            try source.read(Int(entry.size), appendingTo: &whole)
        }
    }

    /// A large file: its checksum, and if it is compressed its size, follow the data.
    private mutating func writeStreamed(
        _ entry: Entry, _ index: Int, path: [UInt8]
    ) throws(TransferError) -> EntryDigest {
        let source: any ByteSource
        do { source = try content.content(of: index, in: layout.plan, from: 0) } catch {
            throw .source(error)
        }
        let member = layout.member(entry, path: path, digest: .empty)
        let blocks: any BlockSink
        do {
            try writeHeader(member, .empty)
            blocks =
                if let compressor {
                    try DeflateSink(to: sink, total: entry.size, compressor: compressor)
                } else {
                    try StoredSink(to: sink, total: entry.size)
                }
        } catch { throw .sink(error) }
        try blocks.transfer(entry.size, from: source)
        let digest = EntryDigest(
            checksum: blocks.checksum, size: entry.size, encodedSize: blocks.encodedCount)
        let descriptor = DataDescriptor(digest: digest, hasZip64Sizes: member.hasZip64Sizes)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: DataDescriptor.encodedSize(zip64: member.hasZip64Sizes)) {
            descriptor.encode(into: &$0)
        }
        do { try sink.write(header) } catch { throw .sink(error) }
        return digest
    }

    private mutating func writeHeader(_ member: ZipMember, _ digest: EntryDigest) throws(SinkError) {
        let record = LocalFileHeader(member: member, digest: digest)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: record.encodedSize) { record.encode(into: &$0) }
        try sink.write(header)
    }

    private mutating func writeDirectory() throws(SinkError) {
        var offset: UInt64 = 0
        var size: UInt64 = 0
        var cursor = layout.cursor
        for (index, entry) in layout.plan.entries.enumerated() {
            cursor.move(to: index)
            let digest = digests.digest(of: index, planned: layout.plannedDigest(entry))
            let member = layout.member(entry, path: cursor.path, digest: digest)
            let record = CentralDirectoryHeader(member: member, digest: digest, offset: offset)
            header.removeAll(keepingCapacity: true)
            header.append(addingCapacity: record.encodedSize) { record.encode(into: &$0) }
            try sink.write(header)
            size += UInt64(header.count)
            offset += layout.recordLength(member, digest)
        }
        let end = EndOfCentralDirectory(
            entryCount: UInt64(layout.plan.entries.count), offset: offset, size: size)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: end.encodedSize) { end.encode(into: &$0) }
        try sink.write(header)
    }
}
