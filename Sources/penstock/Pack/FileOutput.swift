internal import ByteIO
internal import SystemCalls

/// A file, or wherever standard output leads.
final class FileOutput: ByteOutput {
    private let descriptor: FileDescriptor
    private let isStopped: () -> Bool

    private init(_ descriptor: consuming FileDescriptor, isStopped: @escaping () -> Bool) {
        self.descriptor = descriptor
        self.isStopped = isStopped
    }

    /// A sink that writes there.
    ///
    /// - Parameter isStopped: Asked before each write whether not to go on.
    static func sink(
        _ descriptor: consuming FileDescriptor, isStopped: @escaping () -> Bool = { false }
    ) -> BufferedSink {
        BufferedSink(FileOutput(descriptor, isStopped: isStopped), capacity: 256 * 1024)
    }

    func write(_ bytes: Span<UInt8>) throws(SinkError) {
        if isStopped() { throw .stopped }
        do { try descriptor.write(bytes) } catch { throw .failed(errno: error.errno) }
    }
}
