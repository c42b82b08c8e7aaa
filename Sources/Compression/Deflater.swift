internal import CZlib

/// zlib's raw deflate at one level, reused block after block.
///
/// zlib keeps pointers into its state, so the state is allocated once and never moves.
@safe
struct Deflater: ~Copyable {
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

    /// Appends `block` to `output` as deflate data that begins and ends on a byte boundary.
    ///
    /// - Parameters:
    ///   - dictionary: At most the 32 KiB that precede the block in the stream.
    ///   - isLast: Whether the block ends the deflate stream; if not, an empty stored block follows it (sync
    ///     flush).
    mutating func compress(
        _ block: Span<UInt8>, dictionary: Span<UInt8>, isLast: Bool, appendingTo output: inout [UInt8]
    ) {
        unsafe deflateReset(stream)
        unsafe dictionary.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress, !bytes.isEmpty {
                _ = unsafe deflateSetDictionary(stream, start, UInt32(bytes.count))
            }
        }
        // Twelve bytes more than the bound of a finished stream cover the flush marker.
        let bound = unsafe Int(deflateBound(stream, UInt(block.count))) + 12
        output.append(addingCapacity: bound) { free in
            unsafe block.withUnsafeBufferPointer { input in
                unsafe free.withUnsafeMutableBufferPointer { buffer, count in
                    // zlib's `next_in` lacks a const that it means; it only reads.
                    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    unsafe stream.pointee.avail_in = UInt32(input.count)
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(buffer.count)
                    let result = unsafe deflate(stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
                    precondition(result == (isLast ? Z_STREAM_END : Z_OK), "deflate failed: \(result)")
                    count = unsafe buffer.count - Int(stream.pointee.avail_out)
                }
            }
        }
    }
}
