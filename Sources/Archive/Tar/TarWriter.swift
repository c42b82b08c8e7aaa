internal import ByteIO
internal import Compression
internal import Plan

/// Writes a plan as a tar, one entry after the other, from any position on.
struct TarWriter: ~Copyable {
    private let layout: TarLayout
    private let sink: any ByteSink
    private let content: any ContentReader
    private let sums: TarChecksums?
    private var block: [UInt8] = []

    /// - Parameter sums: Wants to know the checksum of each entry's content.
    init(
        _ layout: TarLayout, to sink: any ByteSink, content: any ContentReader,
        sums: TarChecksums? = nil
    ) {
        self.layout = layout
        self.sink = sink
        self.content = content
        self.sums = sums
    }

    /// Writes the archive from a position to its end.
    mutating func write(from start: ArchivePosition = .start) throws(ArchiveError) {
        var cursor = PathCursor(over: layout.plan)
        for index in start.entry..<layout.plan.entries.count {
            cursor.move(to: index)
            let offset = index == start.entry ? start.contentOffset : nil
            try writing(entry: index) { () throws(TransferError) in
                try write(layout.plan.entries[index], index, path: cursor.path, from: offset)
            }
        }
        do { try writeZeros(TarLayout.trailerSize) } catch { throw .sink(error) }
    }

    /// - Parameter start: Where in the content to begin; nil for the header.
    private mutating func write(
        _ entry: Entry, _ index: Int, path: [UInt8], from start: UInt64?
    ) throws(TransferError) {
        let size = layout.contentSize(of: entry)
        let offset = start ?? 0
        if size > offset, !entry.isInline {
            try writeFile(entry, index, path: path, from: start)
        } else {
            let inline = entry.isInline ? layout.plan.inlineContent(of: index) : []
            do {
                if start == nil { try write(layout.header(of: index, path: path)) }
                // The target of a symbolic link is in its header.
                if offset < size { try sink.write(inline.span.extracting(droppingFirst: Int(offset))) }
                try sums?.note(CRC32(of: inline), of: index, from: entry.isInline ? 0 : offset)
            } catch { throw .sink(error) }
        }
        do { try writeZeros(TarHeader.padding(size)) } catch { throw .sink(error) }
    }

    private mutating func writeFile(
        _ entry: Entry, _ index: Int, path: [UInt8], from start: UInt64?
    ) throws(TransferError) {
        let offset = start ?? 0
        let source: any ByteSource
        do {
            source = try content.content(of: index, in: layout.plan, from: offset)
        } catch {
            if start == nil { try markIncomplete() }
            throw .source(error)
        }
        if start == nil {
            let header = layout.header(of: index, path: path)
            do { try write(header) } catch { throw .sink(error) }
        }
        guard let sums else { return try sink.transfer(entry.size - offset, from: source) }
        let checksum = try sink.transferSummed(entry.size - offset, from: source, isWhole: offset == 0)
        do { try sums.note(checksum, of: index, from: offset) } catch { throw .sink(error) }
    }

    private mutating func write(_ header: TarHeader) throws(SinkError) {
        block.removeAll(keepingCapacity: true)
        header.append(to: &block)
        try sink.write(block)
    }

    private mutating func writeZeros(_ count: Int) throws(SinkError) {
        guard count > 0 else { return }
        block.removeAll(keepingCapacity: true)
        block += repeatElement(0, count: count)
        try sink.write(block)
    }

    /// Announces content that never comes: GNU tar, bsdtar and Python take a tar that stops between two
    /// members for a good one.
    private mutating func markIncomplete() throws(TransferError) {
        let marker = UstarHeader(
            name: Array("INCOMPLETE-ARCHIVE".utf8)[...], permissions: 0o644, size: 1, modified: 0, type: .file
        )
        block.removeAll(keepingCapacity: true)
        marker.append(to: &block)
        do { try sink.write(block) } catch { throw .sink(error) }
    }
}
