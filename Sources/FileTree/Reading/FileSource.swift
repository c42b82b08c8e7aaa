internal import ByteIO
internal import Compression
internal import SystemCalls

/// A regular file's content, from where it was opened to its planned end.
final class FileSource: ByteSource {
    private static let portion: UInt64 = 64 * 1024
    /// A client that leaves is noticed between two reads. One that takes longer than the second of these is followed by a
    /// smaller one, and one that takes less than the first by a larger one.
    private static let fastRead: Duration = .milliseconds(500), slowRead: Duration = .seconds(1)
    private static let smallestRead = 32 * 1024, largestRead = 256 * 1024

    private let file: PlannedFiles.Opened
    /// Bytes that are planned and not yet read. A file that has grown is cut here.
    private var remaining: UInt64
    private let watch: ReadWatch
    /// Tells the checksum of all of it, if the index may know it or learn it.
    private let known: KnownChecksum?
    /// The most bytes that are read at once.
    private var readLimit = Int(portion)
    /// Wants to know how fast the disk is.
    private let readAhead: ReadAhead?
    /// The checksum that it is sent under. The index may forget it meanwhile.
    private var reliedOn: UInt32?

    init(
        _ file: consuming PlannedFiles.Opened, remaining: UInt64, watch: ReadWatch,
        known: KnownChecksum? = nil,
        readAhead: ReadAhead? = nil
    ) {
        self.file = file
        self.remaining = remaining
        self.watch = watch
        self.known = known
        self.readAhead = readAhead
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        let start = ContinuousClock.now
        do {
            try file.descriptor.read(into: &output, atMost: min(readLimit, Int(clamping: remaining)))
        } catch { throw SourceError(error) }
        let duration = ContinuousClock.now - start
        readAhead?.noteReading(duration)
        if duration < Self.fastRead {
            readLimit = min(2 * readLimit, Self.largestRead)
        } else if duration > Self.slowRead {
            readLimit = max(readLimit / 2, Self.smallestRead)
        }
        guard output.count > before else { throw .endedEarly }
        try skip(UInt64(output.count - before))
    }

    var fileDescriptor: Int32? { file.descriptor.number }

    func skip(_ count: UInt64) throws(SourceError) {
        precondition(count <= remaining, "more bytes than planned")
        remaining -= count
        if remaining == 0, let reliedOn { try checkReliance(on: reliedOn) }
        guard watch.count(count) else { throw .abandoned }
    }

    func discard(_ count: UInt64) throws(SourceError) {
        try reading { () throws(SystemCallError) in try file.descriptor.seek(by: count) }
        try skip(count)
    }

    func relyOnChecksum() -> UInt32? {
        reliedOn = known?.checksum
        return reliedOn
    }

    var countReliedOn: UInt64? { reliedOn == nil ? nil : remaining }

    func learn(checksum: UInt32) {
        guard let known, let version = try? version(), version == known.version else { return }
        known.learn(checksum)
    }

    /// Makes sure that what was sent is what the checksum was of. A file that only grew meanwhile, as logs
    /// do, still is.
    private func checkReliance(on expected: UInt32) throws(SourceError) {
        guard let known, try version() != known.version else { return }
        var checksum = CRC32()
        var left = known.version.size
        try reading { () throws(SystemCallError) in try file.descriptor.seek(to: 0) }
        while left > 0 {
            var portion: [UInt8] = []
            let limit = Int(min(left, Self.portion))
            try portion.append(addingCapacity: limit) { (free) throws(SourceError) in
                try reading { () throws(SystemCallError) in
                    try file.descriptor.read(into: &free, atMost: limit)
                }
            }
            guard !portion.isEmpty else { throw .changed }
            checksum.update(portion.span)
            left -= UInt64(portion.count)
        }
        guard checksum.value == expected else { throw .changed }
    }

    private func version() throws(SourceError) -> FileVersion {
        FileVersion(try reading { () throws(SystemCallError) in try file.descriptor.status() })
    }
}
