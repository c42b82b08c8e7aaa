internal import ByteIO
internal import Compression

/// Writes a plan as a zip, one entry after the other, from any entry on.
///
/// What is compressed goes through a pipeline, so that the entries that follow are read meanwhile; then
/// everything goes out in the pipeline's order.
final class ZipWriter {
    private let layout: ZipLayout
    private let sink: any ByteSink
    private let content: any ContentProvider
    /// Nil if nothing is compressed.
    private let pipeline: BlockPipeline?
    private(set) var digests: DigestTable
    private var header: [UInt8] = []

    /// - Parameter digests: Those of the entries before the one that writing starts with.
    init(
        _ layout: ZipLayout, to sink: any ByteSink, content: any ContentProvider,
        through pipeline: BlockPipeline?,
        digests: DigestTable? = nil
    ) {
        self.layout = layout
        self.sink = sink
        self.content = content
        self.pipeline = pipeline
        self.digests =
            digests ?? DigestTable(count: layout.plan.entries.count, learnsSizes: layout.learnsSizes)
    }

    /// Writes the archive from the local file header of entry `start` to its end; the directory alone if
    /// `start` is the number of entries.
    func write(from start: Int = 0) throws(ArchiveError) {
        var cursor = layout.cursor
        for index in start..<layout.plan.entries.count {
            let entry = layout.plan.entries[index]
            cursor.move(to: index)
            let path = cursor.path
            try writing(entry: index) { () throws(TransferError) in
                if layout.isStreamed(entry) {
                    try writeStreamed(entry, index, path: path)
                } else {
                    try writeWhole(entry, index, path: path)
                }
            }
        }
        do {
            try pipeline?.drain()
            try writeDirectory()
        } catch { throw .sink(error) }
    }

    /// A directory, a link or a small file: everything is known before the header.
    private func writeWhole(_ entry: Entry, _ index: Int, path: [UInt8]) throws(TransferError) {
        let whole: [UInt8]
        do { whole = try readWhole(entry, index) } catch { throw .source(error) }
        do {
            if let pipeline, entry.kind == .file, !whole.isEmpty {
                try pipeline.encode(whole: whole) { [self] (encoded) throws(SinkError) in
                    let digest = EntryDigest(
                        checksum: encoded.checksum, size: entry.size, encodedSize: UInt64(encoded.count)
                    )
                    try writeHeader(layout.member(entry, path: path, digest: digest), digest)
                    try encoded.write(to: sink)
                    digests.record(digest, of: index)
                }
            } else {
                let digest = EntryDigest(
                    checksum: CRC32(of: whole), size: entry.size, encodedSize: entry.size)
                try inOrder { [self] () throws(SinkError) in
                    try writeHeader(layout.member(entry, path: path, digest: digest), digest)
                    try sink.write(whole)
                    digests.record(digest, of: index)
                }
            }
        } catch { throw .sink(error) }
    }

    private func readWhole(_ entry: Entry, _ index: Int) throws(SourceError) -> [UInt8] {
        if entry.isInline { return layout.plan.inlineContent(of: index) }
        var whole: [UInt8] = []
        if entry.size > 0 {
            let source = try content.content(of: index, in: layout.plan, from: 0)
            whole.reserveCapacity(Int(entry.size))
            try source.read(Int(entry.size), appendingTo: &whole)
        }
        return whole
    }

    /// A large file: its checksum, and if it is compressed its size, follow the data.
    private func writeStreamed(_ entry: Entry, _ index: Int, path: [UInt8]) throws(TransferError) {
        let source: any ByteSource
        do { source = try content.content(of: index, in: layout.plan, from: 0) } catch {
            throw .source(error)
        }
        let member = layout.member(entry, path: path, digest: .empty)
        let blocks: any BlockSink
        do {
            try inOrder { [self] () throws(SinkError) in try writeHeader(member, .empty) }
            blocks =
                if let pipeline {
                    try DeflateSink(to: sink, total: entry.size, through: pipeline)
                } else {
                    try StoredSink(to: sink, total: entry.size)
                }
        } catch { throw .sink(error) }
        try blocks.transfer(entry.size, from: source)
        do {
            try blocks.finish { [self] (checksum, encodedSize) throws(SinkError) in
                // Compression learns it last; what is only stored has told it already.
                if pipeline != nil { source.learn(checksum: checksum.value) }
                let digest = EntryDigest(checksum: checksum, size: entry.size, encodedSize: encodedSize)
                try writeDescriptor(DataDescriptor(digest: digest, hasZip64Sizes: member.hasZip64Sizes))
                digests.record(digest, of: index)
            }
        } catch { throw .sink(error) }
    }

    /// Takes a step when all that is on its way through the pipeline is written.
    private func inOrder(_ step: @escaping BlockPipeline.Step) throws(SinkError) {
        if let pipeline { try pipeline.then(step) } else { try step() }
    }

    private func writeDescriptor(_ descriptor: DataDescriptor) throws(SinkError) {
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: DataDescriptor.encodedSize(zip64: descriptor.hasZip64Sizes)) {
            descriptor.encode(into: &$0)
        }
        try sink.write(header)
    }

    private func writeHeader(_ member: ZipMember, _ digest: EntryDigest) throws(SinkError) {
        let record = LocalFileHeader(member: member, digest: digest)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: record.encodedSize) { record.encode(into: &$0) }
        try sink.write(header)
    }

    private func writeDirectory() throws(SinkError) {
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
