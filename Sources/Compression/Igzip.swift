internal import CISAL

/// ISA-L's raw deflate, reused block after block: a function of the block and its dictionary, as the wrapper in CISAL
/// explains.
///
/// ISA-L keeps pointers into its state, so the state is allocated once and never moves.
@safe
final class Igzip: BlockDeflater {
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let workspace: UnsafeMutablePointer<UInt8>

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe workspace = .allocate(capacity: penstock_igzip_workspace_size)
        // Not initialized here: nothing of it is read before it is written (see CISAL), and a value of
        // Swift's to copy from would not fit a thread's stack.
    }

    deinit {
        unsafe workspace.deallocate()
        unsafe stream.deallocate()
    }

    func compress(
        _ block: Span<UInt8>, dictionary: Span<UInt8>, isLast: Bool, into output: inout [UInt8]
    ) -> Bool {
        output.removeAll(keepingCapacity: true)
        var isWhole = false
        output.append(addingCapacity: block.count + Self.largestOverhead) { free in
            unsafe free.withUnsafeMutableBufferPointer { buffer, count in
                unsafe block.withUnsafeBufferPointer { input in
                    unsafe dictionary.withUnsafeBufferPointer { before in
                        let result = unsafe penstock_igzip(
                            stream, workspace, before.baseAddress, UInt32(before.count), input.baseAddress,
                            UInt32(input.count), isLast ? 1 : 0, buffer.baseAddress, UInt32(buffer.count))
                        isWhole = result >= 0
                        count = max(0, result)
                    }
                }
            }
        }
        return isWhole
    }
}
