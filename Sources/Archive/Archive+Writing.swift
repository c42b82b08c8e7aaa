public import ByteIO
public import Compression
public import Plan

extension Archive {
    /// Writes the archive, or a part of it. Blocks as its sink and its content do.
    ///
    /// When it throws, what the sink has got is no valid archive: a zip lacks its directory, a gzip its
    /// trailer, and a tar ends within a member. A zip ends so too, for those who read it from front to back.
    ///
    /// - Parameters:
    ///   - part: All of it, if nil. If it has a job, that must be running on another thread.
    ///   - pool: Compresses, if that is what the effort wants.
    ///   - ledger: Knows what is needed of what a part leaves out, and learns what passes.
    ///   - omissions: Takes what is left out because it cannot be had any more; nil if the archive is to break off
    ///     instead. The bytes are then others than the plan's, and more or fewer.
    /// - Precondition: Only all of an archive whose length is not known can have omissions.
    public func write(
        _ part: ArchivePart? = nil, to sink: any ByteSink, content: any ContentReader,
        through pool: CompressionPool, ledger: ArchiveLedger = ArchiveLedger(), omissions: Omissions? = nil
    ) throws(ArchiveError) {
        precondition(
            omissions == nil || part == nil && (effort != .store || plan.hasUnknownSizes),
            "omissions from what has a length")
        let skipped = part?.job.map { SkippedChecksums(job: $0, sink: PatientSink(sink)) }
        var target: any ByteSink = skipped?.sink ?? sink
        if let part {
            target = RangeSink(
                target, skipping: part.range.lowerBound - part.start.offset,
                passing: part.range.upperBound - part.range.lowerBound)
        }
        let pipeline = effort == .store ? nil : BlockPipeline(through: pool, effort: effort)
        do {
            try write(
                from: part?.start ?? .start, until: part?.range.upperBound, to: target, content,
                through: pipeline, ledger, skipped, omissions)
        } catch {
            guard error == .sink(.enough) else { throw error }
        }
        do { try skipped?.sink.flush() } catch { throw .sink(error) }
    }

    /// Makes what the ledger does not know of the archive yet, for it to learn and for nobody else. Blocks as
    /// content does.
    ///
    /// - Parameter isBackground: Asked now and then whether all other archives come first.
    public func complete(
        _ ledger: ArchiveLedger, content: any ContentReader, through pool: CompressionPool,
        isBackground: @escaping () -> Bool
    ) throws(ArchiveError) {
        let unit = ledger.index.units.count
        guard unit < unitCount else { return }
        guard effort == .store else {
            let pipeline = BlockPipeline(through: pool, effort: effort, isBackground: isBackground)
            return try write(
                from: position(ofUnit: unit), until: .max, to: NullSink(), content, through: pipeline, ledger,
                nil, nil)
        }
        let job = ChecksumJob(plan, entries: unit..<plan.entries.count)
        job.run(reading: content)
        ledger.begin(at: unit)
        do {
            for checksum in job.checksums { try ledger.note(length: 0, checksum: CRC32(checksum)) }
        } catch { throw .sink(error) }
        if let failure = job.failure { throw .content(entry: failure.entry, failure.reason) }
    }

    /// - Parameter end: Where the part ends that is wanted; nil for all of the archive.
    private func write(
        from start: ArchivePosition, until end: UInt64?, to sink: any ByteSink,
        _ content: any ContentReader, through pipeline: BlockPipeline?, _ ledger: ArchiveLedger,
        _ skipped: SkippedChecksums?, _ omissions: Omissions?
    ) throws(ArchiveError) {
        defer { pipeline?.close() }
        switch layout {
        case .zip(let zip):
            try ZipWriter(
                zip, to: sink, content: content, through: pipeline, ledger: ledger, skipped: skipped,
                marksFailure: end == nil, omissions: omissions
            ).write(from: start)
        case .tar(let tar):
            var writer = TarWriter(tar, to: sink, content: content, until: end)
            try writer.write(from: start)
        case .gzip(let gzip):
            if let pipeline {
                try writeCompressed(
                    gzip, from: start, to: sink, content, through: pipeline, ledger, omissions)
            } else {
                try writeStored(gzip, from: start, to: sink, content, ledger, skipped)
            }
        }
    }

    private func writeCompressed(
        _ gzip: GzipLayout, from start: ArchivePosition, to sink: any ByteSink,
        _ content: any ContentReader, through pipeline: BlockPipeline, _ ledger: ArchiveLedger,
        _ omissions: Omissions?
    ) throws(ArchiveError) {
        let first = start.contentOffset ?? 0
        let place = gzip.tar.position(of: first - DeflateSink.primerSize(from: first))
        ledger.begin(at: start.unit)
        let blocks: DeflateSink
        do {
            if first == 0 { try sink.write(GzipMember.header) }
            blocks = try DeflateSink(to: sink, total: gzip.tarLength, from: first, through: pipeline) {
                (length, checksum) throws(SinkError) in
                try ledger.note(length: length, checksum: checksum)
            }
        } catch { throw .sink(error) }
        let skip = first - DeflateSink.primerSize(from: first) - place.offset
        var writer = TarWriter(
            gzip.tar, to: skip == 0 ? blocks : RangeSink(blocks, skipping: skip), content: content,
            until: .max, omissions: omissions
        ) {
            ledger.close()
            blocks.openEnd()
        }
        try writer.write(from: place)
        let size = writer.position
        do {
            try blocks.finish { (checksum, _) throws(SinkError) in
                let checksum =
                    first == 0
                    ? checksum : ArchiveIndex.checksum(of: ledger.index.units[...], size: size)
                try sink.write(GzipMember.trailer(checksum: checksum, size: size))
            }
            try pipeline.drain()
        } catch { throw .sink(error) }
    }

    private func writeStored(
        _ gzip: GzipLayout, from start: ArchivePosition, to sink: any ByteSink,
        _ content: any ContentReader, _ ledger: ArchiveLedger, _ skipped: SkippedChecksums?
    ) throws(ArchiveError) {
        let size = gzip.tarLength
        let first = start.contentOffset ?? 0
        let place = gzip.tar.position(of: first)
        let sums = TarChecksums(gzip.tar, from: place, ledger: ledger, skipped: skipped)
        let blocks: StoredSink
        do {
            if first == 0 { try sink.write(GzipMember.header) }
            blocks = try StoredSink(to: sink, total: size, from: first)
        } catch { throw .sink(error) }
        let skip = first - place.offset
        var writer = TarWriter(
            gzip.tar, to: skip == 0 ? blocks : RangeSink(blocks, skipping: skip), content: content,
            until: .max, sums: sums)
        try writer.write(from: place)
        let checksum = try sums.finish()
        do { try sink.write(GzipMember.trailer(checksum: checksum, size: size)) } catch {
            throw .sink(error)
        }
    }
}
