internal import ByteIO
internal import Compression
internal import Plan

/// Writes a plan as a zip, one entry after the other, from any entry on.
///
/// What is compressed goes through a pipeline, so that the entries that follow are read meanwhile; then
/// everything goes out in the pipeline's order.
final class ZipWriter {
    let layout: ZipLayout
    let sink: any ByteSink
    let content: any ContentReader
    /// Nil if nothing is compressed.
    let pipeline: BlockPipeline?
    let ledger: ArchiveLedger
    /// The checksums of what is left out, if they must be waited for.
    let skipped: SkippedChecksums?
    private let marksFailure: Bool
    /// What may be left out; nil if all that is planned must come.
    let omissions: Omissions?
    var digests: DigestTable
    /// Holds one record while it is written.
    var header: [UInt8] = []

    /// - Parameters:
    ///   - ledger: Knows the digests of what is left out, as far as `skipped` does not, and learns those of what
    ///     is written.
    ///   - marksFailure: Whether a failure may be marked in what is written. The bytes of a part could be taken
    ///     for what was asked for.
    ///   - omissions: Takes what is left out; nil if nothing may be.
    init(
        _ layout: ZipLayout, to sink: any ByteSink, content: any ContentReader,
        through pipeline: BlockPipeline?, ledger: ArchiveLedger, skipped: SkippedChecksums? = nil,
        marksFailure: Bool = false, omissions: Omissions? = nil
    ) {
        self.layout = layout
        self.sink = sink
        self.content = content
        self.pipeline = pipeline
        self.ledger = ledger
        self.skipped = skipped
        self.marksFailure = marksFailure
        self.omissions = omissions
        digests = layout.digests(from: ledger.index)
    }

    /// Writes the archive from a position to its end.
    func write(from start: ArchivePosition = .start) throws(ArchiveError) {
        ledger.begin(at: start.unit)
        var cursor = layout.cursor
        for index in start.entry..<layout.plan.entries.count {
            let entry = layout.plan.entries[index]
            cursor.move(to: index)
            if omissions?.contains(index) == true { continue }
            let path = cursor.path
            let offset = index == start.entry ? start.contentOffset ?? 0 : 0
            try writing(entry: index) { () throws(TransferError) in
                if entry.hasUnknownSize {
                    try writeUnsized(entry, index, path: path)
                } else if layout.isStreamed(entry) {
                    try writeStreamed(entry, index, path: path, from: offset)
                } else {
                    try writeWhole(entry, index, path: path)
                }
            }
        }
        do { try pipeline?.drain() } catch { throw .sink(error) }
        let report: (member: ZipMember, digest: EntryDigest)?
        do { report = try writeReport() } catch { throw .sink(error) }
        try writeDirectory(report)
    }

    /// A directory, a link or a small file: everything is known before the header.
    private func writeWhole(_ entry: Entry, _ index: Int, path: [UInt8]) throws(TransferError) {
        let whole: [UInt8]
        do { whole = try readWhole(entry, index) } catch {
            if leavesOut(index, error) { return }
            try breakOff(marking: error.isLasting)
            throw .source(error)
        }
        do {
            if let pipeline, entry.kind == .file, !whole.isEmpty {
                try pipeline.encode(whole: whole) { [self] (encoded) throws(SinkError) in
                    let digest = EntryDigest(
                        checksum: encoded.checksum, size: entry.size, encodedSize: UInt64(encoded.count)
                    )
                    digests.record(digest, of: index)
                    try writeHeader(layout.member(entry, path: path, digest: digest), digest)
                    // Behind the header: a contradiction must not end the archive behind a member.
                    try ledger.note(length: digest.encodedSize, checksum: digest.checksum)
                    try encoded.write(to: sink)
                }
            } else {
                let digest = EntryDigest(
                    checksum: CRC32(of: whole), size: entry.size, encodedSize: entry.size)
                try inOrder { [self] () throws(SinkError) in
                    try writeHeader(layout.member(entry, path: path, digest: digest), digest)
                    try sink.write(whole)
                    try record(digest, of: index)
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
    ///
    /// - Parameter start: Where in its content to begin; if that is not 0, without the header.
    private func writeStreamed(
        _ entry: Entry, _ index: Int, path: [UInt8], from start: UInt64
    ) throws(TransferError) {
        // The index of a compressed archive that is begun in the middle is complete.
        if start > 0, pipeline != nil {
            let digest = digests.digest(of: index, planned: layout.plannedDigest(entry))
            try content.verify(digest.checksum, of: index)
        }
        let primer = pipeline == nil ? 0 : DeflateSink.primerSize(from: start)
        let source: any ByteSource
        do { source = try content.content(of: index, in: layout.plan, from: start - primer) } catch {
            if leavesOut(index, error) { return }
            try breakOff(marking: error.isLasting)
            throw .source(error)
        }
        let member = layout.member(entry, path: path, digest: .empty)
        if start == 0 {
            do {
                try inOrder { [self] () throws(SinkError) in try writeHeader(member, .empty) }
            } catch { throw .sink(error) }
        }
        if let pipeline {
            try writeCompressed(
                entry, index, member, from: start, source, primer: primer, through: pipeline)
        } else {
            try writeStored(entry, index, member, from: start, source)
        }
    }

    private func writeStored(
        _ entry: Entry, _ index: Int, _ member: ZipMember, from start: UInt64, _ source: any ByteSource
    ) throws(TransferError) {
        let blocks: StoredSink
        do { blocks = try StoredSink(to: sink, total: entry.size, from: start) } catch { throw .sink(error) }
        let count = entry.size - start
        var digest = layout.plannedDigest(entry)
        digest.checksum = try blocks.transferSummed(count, from: source, isWhole: start == 0)
        if start > 0 {
            do throws(ArchiveError) {
                digest.checksum =
                    try skipped?.checksum(of: index, endingWith: digest.checksum, count: count)
                    ?? digests.digest(of: index, planned: digest).checksum
            } catch { throw error.ofTransfer }
            try content.verify(digest.checksum, of: index)
        }
        do {
            try writeDescriptor(DataDescriptor(digest: digest, hasZip64Sizes: member.hasZip64Sizes))
            try record(digest, of: index)
        } catch { throw .sink(error) }
    }

    private func writeCompressed(
        _ entry: Entry, _ index: Int, _ member: ZipMember, from start: UInt64, _ source: any ByteSource,
        primer: UInt64, through pipeline: BlockPipeline
    ) throws(TransferError) {
        let ledger = ledger
        let blocks: DeflateSink
        do {
            blocks = try DeflateSink(to: sink, total: entry.size, from: start, through: pipeline) {
                (length, checksum) throws(SinkError) in
                try ledger.note(length: length, checksum: checksum)
            }
        } catch { throw .sink(error) }
        do { try blocks.transfer(primer + entry.size - start, from: source) } catch {
            // The member has begun, and needs no mark.
            if case .source = error { try breakOff(marking: false) }
            throw error
        }
        do {
            try blocks.finish { [self] (checksum, encodedSize) throws(SinkError) in
                var digest = digests.digest(of: index, planned: layout.plannedDigest(entry))
                if start == 0 {
                    digest = EntryDigest(checksum: checksum, size: entry.size, encodedSize: encodedSize)
                    source.learn(checksum: checksum.value)
                }
                digests.record(digest, of: index)
                try writeDescriptor(DataDescriptor(digest: digest, hasZip64Sizes: member.hasZip64Sizes))
            }
        } catch { throw .sink(error) }
    }

    /// Whether an entry is left out whose content cannot be had, and of which nothing is written yet.
    func leavesOut(_ index: Int, _ error: SourceError) -> Bool {
        guard let omissions, omissions.leaveOut(index, error) else { return false }
        ledger.close()
        return true
    }

    /// Notes the digest of an entry that is a unit of the index, or of none.
    private func record(_ digest: EntryDigest, of index: Int) throws(SinkError) {
        digests.record(digest, of: index)
        if pipeline == nil { try ledger.note(length: 0, checksum: digest.checksum) }
    }

    /// Takes a step when all that is on its way through the pipeline is written.
    func inOrder(_ step: @escaping BlockPipeline.Step) throws(SinkError) {
        if let pipeline { try pipeline.then(step) } else { try step() }
    }

    func writeDescriptor(_ descriptor: DataDescriptor) throws(SinkError) {
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: DataDescriptor.encodedSize(zip64: descriptor.hasZip64Sizes)) {
            descriptor.encode(into: &$0)
        }
        try sink.write(header)
    }

    func writeHeader(_ member: ZipMember, _ digest: EntryDigest) throws(SinkError) {
        let record = LocalFileHeader(member: member, digest: digest)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: record.encodedSize) { record.encode(into: &$0) }
        try sink.write(header)
    }

    /// Hands on what is made before content fails, and begins a member that never comes. Who reads a zip from front to
    /// back does not miss its directory: the ZipInputStream of Java takes a zip for whole that ends behind a member.
    ///
    /// If the client has left, that is not why the archive broke off.
    ///
    /// - Throws: ``SinkError/enough`` if a part is complete with that.
    func breakOff(marking isMarked: Bool) throws(TransferError) {
        do { try pipeline?.drain() } catch {
            guard error == .enough else { return }
            throw .sink(.enough)
        }
        guard marksFailure, isMarked else { return }
        let member = ZipMember(
            path: Array("INCOMPLETE-ARCHIVE".utf8), method: .stored, isStreamed: false, hasZip64Sizes: false,
            modified: 0, mode: 0)
        try? writeHeader(member, EntryDigest(checksum: CRC32(), size: 1, encodedSize: 1))
    }
}
