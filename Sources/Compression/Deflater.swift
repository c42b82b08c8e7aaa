internal import CZlib

/// zlib's raw deflate at one level, reused block after block.
///
/// zlib keeps pointers into its state, so the state is allocated once and never moves.
@safe
final class Deflater: BlockDeflater {
    private let stream: UnsafeMutablePointer<z_stream>

    init(level: Int32) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let result = unsafe penstock_deflate_init(stream, level)
        // Z_MEM_ERROR is the only failure left: the arguments are constants.
        precondition(result == Z_OK, "deflateInit2 failed: \(result)")
        unsafe self.stream = stream
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func compress(
        _ block: Span<UInt8>, dictionary: Span<UInt8>, isLast: Bool, into output: inout [UInt8]
    ) -> Bool {
        unsafe deflateReset(stream)
        unsafe dictionary.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress, !bytes.isEmpty {
                _ = unsafe deflateSetDictionary(stream, start, UInt32(bytes.count))
            }
        }
        output.removeAll(keepingCapacity: true)
        var isWhole = false
        output.append(addingCapacity: block.count + Self.largestOverhead) { free in
            unsafe block.withUnsafeBufferPointer { input in
                unsafe free.withUnsafeMutableBufferPointer { buffer, count in
                    // zlib's `next_in` lacks a const that it means; it only reads.
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(buffer.count)
                    let result = unsafe deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                    // A full output says that there may be more.
                    isWhole =
                        unsafe result == (isLast ? Z_STREAM_END : Z_OK) && stream.pointee.avail_out > 0
                    count = unsafe buffer.count - Int(stream.pointee.avail_out)
                }
            }
        }
        return isWhole
    }
}
