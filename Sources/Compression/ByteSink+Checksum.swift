public import ByteIO

extension ByteSink {
    /// Transfers a file's content from its first byte on, or from a later one, and tells the checksum of what
    /// was transferred: as the source knows it, or by summing.
    ///
    /// - Parameter isWhole: Whether it is all of the content, so that the source may know its checksum, or
    ///   learn it.
    public func transferSummed(
        _ count: UInt64, from source: any ByteSource, isWhole: Bool = true
    ) throws(TransferError) -> CRC32 {
        if isWhole, let known = source.relyOnChecksum() {
            try transfer(count, from: source)
            return CRC32(known)
        }
        let checked = ChecksummingSource(source)
        try transfer(count, from: checked)
        if isWhole { source.learn(checksum: checked.checksum.value) }
        return checked.checksum
    }
}

/// Passes another source's bytes on and knows their checksum.
final class ChecksummingSource: ByteSource {
    private let source: any ByteSource
    private(set) var checksum = CRC32()

    init(_ source: any ByteSource) { self.source = source }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        try source.read(into: &output)
        checksum.update(output.span.extracting(droppingFirst: before))
    }
}
