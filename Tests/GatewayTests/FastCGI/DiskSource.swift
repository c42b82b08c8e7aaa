import ByteIO
import SystemCalls
import TestSupport

/// A file that the kernel may send, and counts of what became of it.
final class DiskSource: ByteSource {
    private let descriptor: FileDescriptor
    private let failurePoint: Int
    /// Bytes that were read.
    private(set) var readCount = 0
    /// Bytes that the kernel has moved.
    private(set) var skippedCount = 0

    /// - Parameter failurePoint: From so many bytes on the file is another one.
    init(
        _ path: BytePath, for access: FileDescriptor.Access = .content, failingAt failurePoint: Int = .max
    ) throws {
        let bytes = path.bytes
        descriptor = try FileDescriptor.open(bytes.span, for: access)
        self.failurePoint = failurePoint
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        do { try descriptor.read(into: &output, atMost: .max) } catch {
            throw .failed(call: error.call, errno: error.errno)
        }
        guard output.count > before else { throw .endedEarly }
        readCount += output.count - before
    }

    var fileDescriptor: Int32? { descriptor.number }

    func skip(_ count: UInt64) throws(SourceError) {
        skippedCount += Int(count)
        if skippedCount >= failurePoint { throw .changed }
    }
}
