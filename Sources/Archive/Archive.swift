public import ByteIO
public import Compression

/// A plan in a format: bytes that can be counted, and written.
///
/// They are a function of the plan, the format, the effort and the files' content: the same every time.
public struct Archive {
    public let plan: Plan
    public let format: ArchiveFormat
    /// What is really done: `auto` has become `store` if there is nothing to compress.
    public let effort: Effort
    private let layout: Layout

    private enum Layout {
        case zip(ZipLayout)
        case tar(TarLayout)
    }

    public init(_ plan: Plan, format: ArchiveFormat, effort: Effort) {
        self.plan = plan
        self.format = format
        self.effort = format == .tar ? .store : effort.resolved(for: plan)
        layout =
            format == .zip ? .zip(ZipLayout(plan: plan, effort: self.effort)) : .tar(TarLayout(plan: plan))
    }

    /// The exact number of bytes; nil if only compressing tells.
    public func length() -> UInt64? {
        switch layout {
        case .zip(let zip): zip.length
        case .tar(let tar):
            switch (format, effort) {
            case (.tarGzip, .store):
                UInt64(GzipMember.header.count + GzipMember.trailerSize)
                    + StoredBlocks.encodedLength(of: tar.length)
            case (.tarGzip, _): nil
            case (.tar, _), (.zip, _): tar.length
            }
        }
    }

    /// Writes the archive. Blocks as its sink and its content do.
    ///
    /// When it throws, what the sink has got is no valid archive: a zip lacks its directory, a gzip its
    /// trailer, and a tar ends within a member.
    ///
    /// - Parameter pool: Compresses, if that is what the effort wants.
    public func write(
        to sink: any ByteSink, content: any ContentProvider, through pool: CompressionPool
    ) throws(ArchiveError) {
        let pipeline = effort == .store ? nil : BlockPipeline(through: pool, effort: effort)
        defer { pipeline?.close() }
        switch layout {
        case .zip(let zip):
            try ZipWriter(zip, to: sink, content: content, through: pipeline).write()
        case .tar(let tar):
            if format == .tarGzip {
                try writeGzip(tar, to: sink, content: content, through: pipeline)
            } else {
                var writer = TarWriter(tar, to: sink, content: content)
                try writer.write()
            }
        }
    }

    private func writeGzip(
        _ tar: TarLayout, to sink: any ByteSink, content: any ContentProvider,
        through pipeline: BlockPipeline?
    ) throws(ArchiveError) {
        let size = tar.length
        let blocks: any BlockSink
        do {
            try sink.write(GzipMember.header)
            blocks =
                if let pipeline {
                    try DeflateSink(to: sink, total: size, through: pipeline)
                } else {
                    try StoredSink(to: sink, total: size)
                }
        } catch { throw .sink(error) }
        var writer = TarWriter(tar, to: blocks, content: content)
        try writer.write()
        do {
            try blocks.finish { (checksum, _) throws(SinkError) in
                try sink.write(GzipMember.trailer(checksum: checksum, size: size))
            }
            try pipeline?.drain()
        } catch { throw .sink(error) }
    }
}

extension Effort {
    /// `auto` becomes `store` for a plan whose every file is of a type that is compressed already.
    func resolved(for plan: Plan) -> Effort {
        guard self == .auto else { return self }
        let isPacked = plan.entries.indices.allSatisfy { index in
            let entry = plan.entries[index]
            return entry.kind != .file || entry.size == 0 || entry.isInline
                || plan.withName(of: index, CompressedTypes.contain)
        }
        return isPacked ? .store : .auto
    }
}
