internal import ByteIO
internal import SystemCalls

/// A regular file's content, from where it was opened to its planned end.
final class FileSource: ByteSource {
    private let descriptor: FileDescriptor
    /// Bytes that are planned and not yet read. A file that has grown is cut here.
    private var remaining: UInt64
    private let counter: ByteCounter

    init(_ descriptor: consuming FileDescriptor, remaining: UInt64, counter: ByteCounter) {
        self.descriptor = descriptor
        self.remaining = remaining
        self.counter = counter
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        do {
            try descriptor.read(into: &output, atMost: Int(clamping: remaining))
        } catch { throw SourceError(error) }
        let count = UInt64(output.count - before)
        guard count > 0 else { throw .endedEarly }
        remaining -= count
        counter.count += count
    }
}
