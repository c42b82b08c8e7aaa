internal import ByteIO

/// Content that was read ahead.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0
    private let watch: ReadWatch

    init(_ bytes: [UInt8], watch: ReadWatch) {
        self.bytes = bytes
        self.watch = watch
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let count = min(output.freeCapacity, bytes.count - position)
        guard count > 0 else { throw .endedEarly }
        let bytes = bytes
        output.append(copying: bytes.span.extracting(position..<position + count))
        position += count
        guard watch.count(UInt64(count)) else { throw .abandoned }
    }
}
