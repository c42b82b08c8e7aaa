internal import ByteIO

/// Writes a plan as a tar, one entry after the other, from any entry on.
struct TarWriter: ~Copyable {
    private let layout: TarLayout
    private let sink: any ByteSink
    private let content: any ContentProvider
    private var block: [UInt8] = []

    init(_ layout: TarLayout, to sink: any ByteSink, content: any ContentProvider) {
        self.layout = layout
        self.sink = sink
        self.content = content
    }

    /// Writes the archive from the header of entry `start` to its end; the trailer alone if `start` is the
    /// number of entries.
    mutating func write(from start: Int = 0) throws(ArchiveError) {
        var cursor = PathCursor(over: layout.plan)
        for index in start..<layout.plan.entries.count {
            cursor.move(to: index)
            try writing(entry: index) { () throws(TransferError) in
                try write(layout.plan.entries[index], index, path: cursor.path)
            }
        }
        do { try writeZeros(TarLayout.trailerSize) } catch { throw .sink(error) }
    }

    private mutating func write(_ entry: Entry, _ index: Int, path: [UInt8]) throws(TransferError) {
        let size = layout.contentSize(of: entry)
        let header = layout.header(of: index, path: path)
        guard size > 0, !entry.isInline else {
            do {
                try write(header)
                if size > 0 { try writeInline(index) }
            } catch { throw .sink(error) }
            return
        }
        let source: any ByteSource
        do {
            source = try content.content(of: index, in: layout.plan, from: 0)
        } catch {
            try markIncomplete()
            throw .source(error)
        }
        do { try write(header) } catch { throw .sink(error) }
        try sink.transfer(size, from: source)
        do { try writeZeros(TarHeader.padding(size)) } catch { throw .sink(error) }
    }

    private mutating func writeInline(_ index: Int) throws(SinkError) {
        let bytes = layout.plan.inlineContent(of: index)
        try sink.write(bytes)
        try writeZeros(TarHeader.padding(bytes.count))
    }

    private mutating func write(_ header: TarHeader) throws(SinkError) {
        block.removeAll(keepingCapacity: true)
        header.append(to: &block)
        try sink.write(block)
    }

    private mutating func writeZeros(_ count: Int) throws(SinkError) {
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
