internal import ByteIO
internal import SystemCalls

/// A regular file's content, from where it was opened to its planned end.
final class FileSource: ByteSource {
    private let descriptor: FileDescriptor
    /// Bytes that are planned and not yet read. A file that has grown is cut here.
    private var remaining: UInt64
    private let watch: ReadWatch

    init(_ descriptor: consuming FileDescriptor, remaining: UInt64, watch: ReadWatch) {
        self.descriptor = descriptor
        self.remaining = remaining
        self.watch = watch
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        do {
            try descriptor.read(into: &output, atMost: Int(clamping: remaining))
        } catch { throw SourceError(error) }
        let count = UInt64(output.count - before)
        guard count > 0 else { throw .endedEarly }
        remaining -= count
        guard watch.count(count) else { throw .abandoned }
    }
}
