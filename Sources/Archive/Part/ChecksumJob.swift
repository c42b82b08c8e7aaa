internal import ByteIO
internal import Compression
public import Plan
internal import Threads

/// Computes the CRC-32 of content that is not sent, on a thread of its own.
///
/// A part of a stored archive needs it if the part holds checksums of entries that lie before the part. The index of
/// such an archive is completed by it, too.
public final class ChecksumJob: Sendable {
    private struct State {
        /// Of the entries so far.
        var checksums: [UInt32] = []
        var prefix: CRC32?
        var failure: (entry: Int, reason: SourceError)?
        var isCancelled = false
        var bytesRead: UInt64 = 0
        var notes: [ReadingNote] = []
    }

    private let plan: Plan
    /// The entries to be summed.
    let entries: Range<Int>
    /// An entry of which only the first `count` bytes are to be summed.
    let prefix: (entry: Int, count: UInt64)?
    private let state = Monitor(State())

    init(_ plan: Plan, entries: Range<Int>, prefix: (entry: Int, count: UInt64)? = nil) {
        self.plan = plan
        self.entries = entries
        self.prefix = prefix
    }

    /// How many bytes are read for it.
    public var contentSize: UInt64 {
        (prefix?.count ?? 0)
            + entries.reduce(0) { sum, index in
                let entry = plan.entries[index]
                return entry.kind == .file && !entry.isInline ? sum + entry.size : sum
            }
    }

    /// Does the work. Blocks; ends early if it is cancelled or content cannot be had.
    public func run(reading content: any ContentReader) {
        defer { note(content) }
        // What is needed first comes first.
        if let prefix {
            guard let checksum = sum(prefix.entry, prefix.count, content) else { return }
            note(content)
            state.updateForAll { $0.prefix = checksum }
        }
        for entry in entries {
            guard let checksum = sum(entry, plan.entries[entry].size, content) else { return }
            note(content)
            state.updateForAll { $0.checksums.append(checksum.value) }
        }
    }

    private func note(_ content: any ContentReader) {
        let (bytesRead, notes) = (content.bytesRead, content.notes)
        state.update { ($0.bytesRead, $0.notes) = (bytesRead, notes) }
    }

    /// Lets ``run(reading:)`` return soon: nobody waits for it any more.
    public func cancel() { state.updateForAll { $0.isCancelled = true } }

    public var isCancelled: Bool { state.update { $0.isCancelled } }

    /// What was read for the checksums that are done, in bytes.
    public var bytesRead: UInt64 { state.update { $0.bytesRead } }

    /// What else reading that took, for the log.
    public var notes: [ReadingNote] { state.update { $0.notes } }

    /// The checksums of the entries that are done.
    public var checksums: [UInt32] { state.update { $0.checksums } }

    /// The entry whose content could not be had, and why.
    var failure: (entry: Int, reason: SourceError)? { state.update { $0.failure } }

    /// The checksum of one of ``entries``. Blocks for at most `duration`, in whole seconds and up to one more;
    /// nil if it takes longer.
    func checksum(of entry: Int, atMost duration: Duration) throws(ArchiveError) -> CRC32? {
        try wait(atMost: duration) { state in
            let place = entry - self.entries.lowerBound
            return place < state.checksums.count ? CRC32(state.checksums[place]) : nil
        }
    }

    /// The same for the first bytes of ``prefix``.
    func prefixChecksum(atMost duration: Duration) throws(ArchiveError) -> CRC32? {
        try wait(atMost: duration) { $0.prefix }
    }

    /// - Throws: What failed, of whichever entry: those that are waited for come behind it.
    private func wait(
        atMost duration: Duration, for result: (State) -> CRC32?
    ) throws(ArchiveError) -> CRC32? {
        let found = state.wait(atMost: duration) { state -> Result<CRC32, ArchiveError>? in
            if let checksum = result(state) { return .success(checksum) }
            return state.failure.map { .failure(.content(entry: $0.entry, $0.reason)) }
        }
        return try found?.get()
    }

    private func sum(_ index: Int, _ count: UInt64, _ content: any ContentReader) -> CRC32? {
        let entry = plan.entries[index]
        if isCancelled { return nil }
        if entry.isInline { return CRC32(of: plan.inlineContent(of: index)) }
        guard entry.kind == .file, count > 0 else { return CRC32() }
        do throws(TransferError) {
            let source: any ByteSource
            do { source = try content.content(of: index, in: plan, from: 0) } catch { throw .source(error) }
            return try NullSink().transferSummed(count, from: source, isWhole: count == entry.size)
        } catch {
            guard case .source(let reason) = error else { return nil }
            state.updateForAll { $0.failure = (index, reason) }
            return nil
        }
    }
}
