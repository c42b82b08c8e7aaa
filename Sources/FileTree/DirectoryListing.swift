internal import ByteIO
internal import SystemCalls

/// The names in a directory, in byte order.
///
/// 16 bytes and the name for each: a million names in one directory are no exception.
struct DirectoryListing {
    /// A name, by the first eight bytes that follow what all names here begin with, as a big-endian number:
    /// most comparisons touch no other memory.
    private struct Key {
        var head: UInt64 = 0
        let start: UInt32
        let length: UInt8
    }

    private var bytes: [UInt8] = []
    private var keys: [Key] = []
    /// Whether there are more names than asked for, so that some are missing here.
    private(set) var isCut = false

    var count: Int { keys.count }

    func name(at position: Int) -> ArraySlice<UInt8> {
        let key = keys[position]
        return bytes[Int(key.start)..<Int(key.start) + Int(key.length)]
    }

    /// Reads the whole directory.
    ///
    /// - Parameters:
    ///   - limit: The most names to take.
    ///   - admits: Which names count.
    init(
        of directory: borrowing FileDescriptor, limit: Int, buffer: inout [UInt8],
        where admits: (ArraySlice<UInt8>) -> Bool
    ) throws(SystemCallError) {
        var hasMore = true
        while hasMore, !isCut {
            hasMore = try directory.forNextNames(buffer: &buffer) { name in
                if !Self.isSpecial(name), admits(name) { append(name, limit: limit) }
            }
        }
        sort()
    }

    private static func isSpecial(_ name: ArraySlice<UInt8>) -> Bool {
        name.first == UInt8(ascii: ".")
            && (name.count == 1 || name.count == 2 && name.last == UInt8(ascii: "."))
    }

    private mutating func append(_ name: ArraySlice<UInt8>, limit: Int) {
        guard count < limit, let start = UInt32(exactly: bytes.count), let length = UInt8(exactly: name.count)
        else {
            isCut = true
            return
        }
        keys.append(Key(start: start, length: length))
        bytes += name
    }

    private mutating func sort() {
        let bytes = bytes
        let common = commonPrefixCount
        for position in keys.indices {
            let name = name(at: position).dropFirst(common).prefix(8)
            let head = name.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            keys[position].head = head << UInt64(8 * (8 - name.count))
        }
        keys.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let leftName = bytes[Int(left.start)..<Int(left.start) + Int(left.length)]
            let rightName = bytes[Int(right.start)..<Int(right.start) + Int(right.length)]
            return leftName.lexicographicallyPrecedes(rightName)
        }
    }

    /// How many bytes all names begin with: cameras and loggers name by the thousand.
    private var commonPrefixCount: Int {
        guard !keys.isEmpty else { return 0 }
        let first = name(at: 0)
        return keys.indices.reduce(first.count) { count, position in
            zip(first.prefix(count), name(at: position)).prefix { $0 == $1 }.count
        }
    }
}
