internal import ByteIO

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
