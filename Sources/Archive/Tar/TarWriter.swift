internal import ByteIO
internal import Compression
internal import Plan

/// Writes a plan as a tar, one entry after the other, from any position on.
///
/// GNU tar, bsdtar and Python take a tar that ends behind a member for a whole one; two of them also if it ends
/// within the 512 bytes that follow. So the last block of a member leaves in one write with the next member's
/// header, and not before the content that comes next is open: when a file has vanished, what has left ends
/// within a member.
struct TarWriter: ~Copyable {
    /// Bytes of members without content of their own that gather before they are written.
    private static let gatheredSize = 8 * 1024
    /// Content that is read at once and then copied: that costs less than a call for the last block.
    private static let smallContent: UInt64 = 16 * 1024

    private let layout: TarLayout
    private let sink: any ByteSink
    private let content: any ContentReader
    private let end: UInt64?
    private let sums: TarChecksums?
    private let omissions: Omissions?
    private let onOmission: () -> Void
    /// The last block of a member, and what follows it.
    private var pending: [UInt8] = []
    /// Bytes of the tar up to the end of `pending`.
    private(set) var position: UInt64 = 0
    /// Content that was opened before its turn; nil with the number of entries if no more comes.
    private var opened: (index: Int, source: (any ByteSource)?)?

    /// - Parameters:
    ///   - end: Where the part of the tar ends that is wanted: once it is made, nothing more is opened. Nil for
    ///     the end of the archive; then a failure is marked in what is written.
    ///   - sums: Wants to know the checksum of each entry's content. Then no block is held back: a cut gzip is
    ///     taken for whole by nobody.
    ///   - omissions: Takes what is left out; nil if nothing may be.
    ///   - onOmission: Is called when something is, before anything else is written.
    init(
        _ layout: TarLayout, to sink: any ByteSink, content: any ContentReader, until end: UInt64? = nil,
        sums: TarChecksums? = nil, omissions: Omissions? = nil, onOmission: @escaping () -> Void = {}
    ) {
        self.layout = layout
        self.sink = sink
        self.content = content
        self.end = end
        self.sums = sums
        self.omissions = omissions
        self.onOmission = onOmission
    }

    /// Writes the archive from a position to its end.
    mutating func write(from start: ArchivePosition = .start) throws(ArchiveError) {
        position = start.offset
        var cursor = layout.plan.archiveCursor
        for index in start.entry..<layout.plan.entries.count {
            cursor.move(to: index)
            if omissions?.contains(index) == true { continue }
            try write(index, path: cursor.path, from: index == start.entry ? start.contentOffset : nil)
            let isEnough = end.map { position >= $0 } ?? false
            if !isEnough, pending.count >= Self.gatheredSize { try openNext(after: index) }
            if isEnough {
                try passOn()
            } else if pending.count >= Self.gatheredSize {
                try passOn(keeping: UstarHeader.blockSize)
            }
        }
        if let report = omissions?.report { add(report) }
        addZeros(TarLayout.trailerSize)
        try passOn()
    }

    /// - Parameter start: Where in the content to begin; nil for the header.
    private mutating func write(_ index: Int, path: [UInt8], from start: UInt64?) throws(ArchiveError) {
        let entry = layout.plan.entries[index]
        let size = layout.contentSize(of: entry)
        let offset = start ?? 0
        if size > offset, !entry.isInline {
            guard let source = try open(index, from: offset) else { return }
            if start == nil { addHeader(of: index, path: path) }
            try passOn()
            try writing(entry: index) { () throws(TransferError) in
                try transfer(size - offset, of: index, from: source, at: offset)
            }
        } else {
            if start == nil { addHeader(of: index, path: path) }
            let inline = entry.isInline ? layout.plan.inlineContent(of: index) : []
            // The target of a symbolic link is in its header.
            if offset < size { add(inline[Int(offset)...]) }
            do { try sums?.note(CRC32(of: inline), of: index, from: entry.isInline ? 0 : offset) } catch {
                throw .sink(error)
            }
        }
        addZeros(TarHeader.padding(size))
    }

    /// Passes content on, but for its last block.
    private mutating func transfer(
        _ count: UInt64, of index: Int, from source: any ByteSource, at offset: UInt64
    ) throws(TransferError) {
        position += count
        if let sums {
            let checksum = try sink.transferSummed(count, from: source, isWhole: offset == 0)
            do { try sums.note(checksum, of: index, from: offset) } catch { throw .sink(error) }
        } else {
            let block = UInt64(UstarHeader.blockSize)
            let last = min(count, (offset + count - 1) % block + 1)
            let isSmall = count <= Self.smallContent
            if count > last, !isSmall { try sink.transfer(count - last, from: source) }
            do { try source.read(Int(isSmall ? count : last), appendingTo: &pending) } catch {
                throw .source(error)
            }
            let first = isSmall ? Int(count - last) : 0
            if first > 0 {
                do { try sink.write(pending.span.extracting(first: first)) } catch { throw .sink(error) }
                pending.removeFirst(first)
            }
        }
    }

    /// - Returns: nil if the entry is left out.
    private mutating func open(_ index: Int, from offset: UInt64) throws(ArchiveError) -> (any ByteSource)? {
        if let opened = opened.take(), opened.index == index, let source = opened.source { return source }
        do { return try content.content(of: index, in: layout.plan, from: offset) } catch {
            if offset == 0, let omissions, omissions.leaveOut(index, error) {
                onOmission()
                return nil
            }
            // The bytes of a part could be taken for what was asked for.
            if end == nil, error.isLasting { markIncomplete() }
            throw .content(entry: index, error)
        }
    }

    /// Has all that is held back leave with the beginning of a member that never comes. If the client has left, that
    /// is not why the archive broke off.
    private mutating func markIncomplete() {
        let mark = IncompleteTar(room: layout.length - position)
        pending += mark.header
        do {
            try passOn()
            try mark.writeContent(to: sink)
        } catch {}
    }

    /// Opens the content that comes next, if that is not done yet.
    private mutating func openNext(after index: Int) throws(ArchiveError) {
        if let opened, opened.index > index { return }
        var next = index
        var source: (any ByteSource)?
        repeat {
            next += 1
            guard next < layout.plan.entries.count else { break }
            if layout.hasContent(layout.plan.entries[next]) { source = try open(next, from: 0) }
        } while source == nil
        opened = (next, source)
    }

    private mutating func addHeader(of index: Int, path: [UInt8]) {
        let before = pending.count
        layout.header(of: index, path: path).append(to: &pending)
        position += UInt64(pending.count - before)
    }

    private mutating func add(_ report: Omissions.Report) {
        let header = TarHeader(
            report.entry, path: report.path(layout.plan.archiveCursor), linkTarget: [],
            longNames: layout.longNames,
            index: layout.plan.entries.count)
        var bytes: [UInt8] = []
        header.append(to: &bytes)
        add(bytes + report.content)
        addZeros(TarHeader.padding(report.content.count))
    }

    private mutating func addZeros(_ count: Int) { add(repeatElement(0, count: count)) }

    private mutating func add(_ bytes: some Collection<UInt8>) {
        pending += bytes
        position += UInt64(bytes.count)
    }

    /// Writes what is held back, but for the last `count` bytes.
    private mutating func passOn(keeping count: Int = 0) throws(ArchiveError) {
        guard pending.count > count else { return }
        do { try sink.write(pending.span.extracting(droppingLast: count)) } catch { throw .sink(error) }
        pending.removeFirst(pending.count - count)
    }
}
