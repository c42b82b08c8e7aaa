public import SystemCalls

/// A list in a file. Belongs to one thread.
public final class FileInput: ListInput {
    private let file: FileDescriptor
    private var left: UInt64

    /// - Parameter limit: The most bytes of a list.
    public init(_ file: consuming FileDescriptor, limit: UInt64 = .max) {
        self.file = file
        left = limit
    }

    public func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(ListInputError) {
        let before = buffer.count
        do throws(SystemCallError) {
            try buffer.append(addingCapacity: limit) { (free) throws(SystemCallError) in
                try file.read(into: &free, atMost: limit)
            }
        } catch { throw .brokenOff("\(error)") }
        let count = UInt64(buffer.count - before)
        guard count <= left else { throw .tooLarge }
        left -= count
    }
}
