internal import ByteIO
internal import Compression
internal import Plan

/// Entries whose sizes nobody knows beforehand.
extension ZipWriter {
    /// The largest one, in bytes, so that sizes of 4 bytes do, also for what compressing may add. With sizes of 8 bytes the
    /// ZipInputStream of Java could not read a smaller one.
    private static let largestUnsized: UInt64 = (4 << 30) - (4 << 20)

    /// A file of any size. All that is known of it follows the data.
    func writeUnsized(_ entry: Entry, _ index: Int, path: [UInt8]) throws(TransferError) {
        let source: any ByteSource
        do { source = try content.content(of: index, in: layout.plan, from: 0) } catch {
            if leavesOut(index, error) { return }
            try breakOff(marking: error.isLasting)
            throw .source(error)
        }
        let member = layout.member(entry, path: path, digest: .empty)
        do {
            try inOrder { [self] () throws(SinkError) in try writeHeader(member, .empty) }
        } catch { throw .sink(error) }
        do {
            if let pipeline {
                try writeCompressed(index, member, source, through: pipeline)
            } else {
                try writeStored(index, member, source)
            }
        } catch {
            // The member has begun, and needs no mark.
            if case .source = error { try breakOff(marking: false) }
            throw error
        }
    }

    private func writeStored(
        _ index: Int, _ member: ZipMember, _ source: any ByteSource
    ) throws(TransferError) {
        let sink = sink
        var digest = EntryDigest.empty
        digest.size = try eachBlock(of: source) { (block, isLast) throws(SinkError) in
            digest.checksum.update(block)
            digest.encodedSize += StoredBlocks.encodedLength(of: UInt64(block.count))
            try StoredBlocks.write(block, isLast: isLast, to: sink)
        }
        do {
            try finish(digest, index, member)
            try ledger.note(length: 0, checksum: digest.checksum)
        } catch { throw .sink(error) }
    }

    private func writeCompressed(
        _ index: Int, _ member: ZipMember, _ source: any ByteSource, through pipeline: BlockPipeline
    ) throws(TransferError) {
        let blocks: DeflateSink
        do { blocks = try DeflateSink(to: sink, total: nil, through: pipeline) } catch { throw .sink(error) }
        let size = try eachBlock(of: source) { (block, _) throws(SinkError) in try blocks.write(block) }
        do {
            try blocks.finish { [self] (checksum, encodedSize) throws(SinkError) in
                try finish(
                    EntryDigest(checksum: checksum, size: size, encodedSize: encodedSize), index, member)
            }
        } catch { throw .sink(error) }
    }

    private func finish(_ digest: EntryDigest, _ index: Int, _ member: ZipMember) throws(SinkError) {
        digests.recordUnplanned(digest, of: index)
        try writeDescriptor(DataDescriptor(digest: digest, hasZip64Sizes: member.hasZip64Sizes))
    }

    /// Reads all that a source has. Each block but the last is of ``StoredBlocks/blockSize`` bytes; the last may have none.
    ///
    /// - Returns: how many bytes there were.
    private func eachBlock(
        of source: any ByteSource, _ body: (Span<UInt8>, _ isLast: Bool) throws(SinkError) -> Void
    ) throws(TransferError) -> UInt64 {
        var size: UInt64 = 0
        var block: [UInt8] = []
        var isLast = false
        while !isLast {
            block.removeAll(keepingCapacity: true)
            do throws(SourceError) {
                try source.read(StoredBlocks.blockSize, appendingTo: &block)
            } catch {
                guard error == .endedEarly else { throw .source(error) }
                isLast = true
            }
            size += UInt64(block.count)
            guard size <= Self.largestUnsized else {
                throw .source(.unavailable("it is larger than 4 GiB, and nobody has told its size"))
            }
            do { try body(block.span, isLast) } catch { throw .sink(error) }
        }
        return size
    }
}
