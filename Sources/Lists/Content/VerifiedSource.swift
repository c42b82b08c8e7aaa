internal import ByteIO
internal import Compression

/// Content whose CRC-32 must be the one that a list gives.
///
/// It fails at its last byte, or at its end if it has no planned one: before an archive can be complete.
final class VerifiedSource: ByteSource {
    private let source: any ByteSource
    /// Nil if only the source's end tells.
    private var left: UInt64?
    private let expected: UInt32
    private let failure: SourceError
    private var checksum = CRC32()
    /// Whether the source knows its checksum and answers for it, so that nothing need be read to verify it.
    private var isKnown = false

    /// - Parameter failure: Thrown if the content has another checksum.
    init(
        _ source: any ByteSource, count: UInt64?, checksum: UInt32, failure: SourceError = .otherChecksum
    ) {
        self.source = source
        self.failure = failure
        left = count
        expected = checksum
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let start = output.count
        do { try source.read(into: &output) } catch {
            if error == .endedEarly, left == nil, checksum.value != expected { throw failure }
            throw error
        }
        if isKnown { return }
        checksum.update(output.span.extracting(start..<output.count))
        left = left.map { $0 - UInt64(output.count - start) }
        if left == 0, checksum.value != expected { throw failure }
    }

    var fileDescriptor: Int32? { isKnown ? source.fileDescriptor : nil }

    func skip(_ count: UInt64) throws(SourceError) { try source.skip(count) }

    func relyOnChecksum() -> UInt32? {
        guard let known = source.relyOnChecksum() else { return nil }
        isKnown = known == expected
        return isKnown ? known : nil
    }

    var countReliedOn: UInt64? { isKnown ? source.countReliedOn : nil }

    func learn(checksum: UInt32) { source.learn(checksum: checksum) }
}
