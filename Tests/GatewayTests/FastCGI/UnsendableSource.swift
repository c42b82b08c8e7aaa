import ByteIO
import Glibc

/// Bytes in memory behind a descriptor that sendfile(2) refuses (EINVAL): that of a directory.
final class UnsendableSource: ByteSource {
    private var rest: ArraySlice<UInt8>
    let fileDescriptor: Int32?

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
        fileDescriptor = unsafe open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let piece = rest.prefix(min(10_000, output.freeCapacity))
        guard !piece.isEmpty else { throw .endedEarly }
        output.append(copying: piece.span)
        rest = rest.dropFirst(piece.count)
    }

    func skip(_ count: UInt64) throws(SourceError) { rest = rest.dropFirst(Int(count)) }

    deinit { if let fileDescriptor { close(fileDescriptor) } }
}
