internal import ByteIO

/// A member that is announced and never whole, as the end of a tar that breaks off: no reader takes such a tar
/// for a whole one.
///
/// Its content pushes what was sent before out of the front server. nginx drops what it still holds when a
/// responder breaks off, up to all of its buffers; then it drops this.
struct IncompleteTar {
    /// Bytes of content at most: more than the buffers of nginx with the shipped settings, 288 KiB.
    static let largestContent: UInt64 = 512 * 1024
    private static let pieceSize: UInt64 = 16 * 1024

    private let contentSize: UInt64

    /// - Parameter room: Bytes of which not all may be used, since with the last of them the tar would have the
    ///   length that was promised. Four blocks at least: a member that has content, and the tar's end.
    init(room: UInt64) {
        precondition(room > 2 * UInt64(UstarHeader.blockSize), "a failure behind the last member")
        contentSize = min(room - UInt64(UstarHeader.blockSize) - 1, Self.largestContent)
    }

    /// One byte more is announced than comes.
    var header: [UInt8] {
        var header: [UInt8] = []
        UstarHeader(
            name: Array("INCOMPLETE-ARCHIVE".utf8)[...], permissions: 0o644, size: contentSize + 1,
            modified: 0,
            type: .file
        ).append(to: &header)
        return header
    }

    /// Writes zeros.
    func writeContent(to sink: any ByteSink) throws(SinkError) {
        var left = contentSize
        while left > 0 {
            let count = min(left, Self.pieceSize)
            try sink.write([UInt8](repeating: 0, count: Int(count)))
            left -= count
        }
    }
}
