import CZlib

/// What zlib makes of a raw deflate stream; nil if it is malformed, not ended, or followed by more.
func inflated(_ stream: [UInt8], size: Int) -> [UInt8]? {
    // zlib keeps a pointer to the state, so it must not move.
    let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { unsafe state.deallocate() }
    unsafe state.initialize(to: z_stream())
    let stateSize = unsafe CInt(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(state, -15, zlibVersion(), stateSize) == Z_OK else { return nil }
    defer { unsafe inflateEnd(state) }
    var input = stream
    var output = [UInt8](repeating: 0, count: size + 1)
    let result = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe output.withUnsafeMutableBufferPointer { target in
            unsafe state.pointee.next_in = source.baseAddress
            unsafe state.pointee.avail_in = UInt32(source.count)
            unsafe state.pointee.next_out = target.baseAddress
            unsafe state.pointee.avail_out = UInt32(target.count)
            return unsafe inflate(state, Z_FINISH)
        }
    }
    guard result == Z_STREAM_END, unsafe state.pointee.avail_in == 0 else { return nil }
    output.removeLast(unsafe Int(state.pointee.avail_out))
    return output
}
