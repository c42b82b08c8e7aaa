internal import ByteIO

/// One header block of a tar (POSIX.1-1988 ustar), with a size as GNU tar has it where eleven digits do not hold it.
struct UstarHeader {
    /// The type flag of a member. An open set.
    struct TypeFlag: RawRepresentable, Equatable {
        let rawValue: UInt8
        static let file = TypeFlag(rawValue: UInt8(ascii: "0"))
        static let symbolicLink = TypeFlag(rawValue: UInt8(ascii: "2"))
        static let directory = TypeFlag(rawValue: UInt8(ascii: "5"))
        /// Its content is pax records for the member that follows.
        static let extendedHeader = TypeFlag(rawValue: UInt8(ascii: "x"))
        /// Its content is the whole path, or link target, of the member that follows (GNU tar).
        static let longName = TypeFlag(rawValue: UInt8(ascii: "L"))
        static let longLink = TypeFlag(rawValue: UInt8(ascii: "K"))
    }

    static let blockSize = 512
    /// Field widths in bytes.
    static let nameWidth = 100, prefixWidth = 155
    /// The largest number that eleven octal digits hold.
    static let largestOctal: UInt64 = (1 << 33) - 1

    /// At most ``prefixWidth`` and ``nameWidth`` bytes.
    var prefix: ArraySlice<UInt8> = []
    var name: ArraySlice<UInt8>
    var linkName: ArraySlice<UInt8> = []
    var permissions: UInt16
    /// In bytes.
    var size: UInt64
    /// In seconds since 1970, at most ``largestOctal``.
    var modified: UInt64
    var type: TypeFlag

    func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(addingCapacity: Self.blockSize) { output in
            Self.append(name, width: Self.nameWidth, to: &output)
            Self.append(UInt64(permissions), digits: 7, to: &output)
            Self.append(0, digits: 7, to: &output)  // uid
            Self.append(0, digits: 7, to: &output)  // gid
            Self.append(size: size, to: &output)
            Self.append(modified, digits: 11, to: &output)
            output.append(repeating: UInt8(ascii: " "), count: 8)  // the checksum, while it is computed
            output.append(type.rawValue)
            Self.append(linkName, width: Self.nameWidth, to: &output)
            output.append(ascii: "ustar\0")
            output.append(ascii: "00")
            output.append(repeating: 0, count: 32 + 32)  // no owner names
            Self.append(0, digits: 7, to: &output)  // device numbers
            Self.append(0, digits: 7, to: &output)
            Self.append(prefix, width: Self.prefixWidth, to: &output)
            output.append(repeating: 0, count: 12)
        }
        let sum = bytes[start...].reduce(UInt64(0)) { $0 + UInt64($1) }
        var checksum: [UInt8] = []
        checksum.append(addingCapacity: 7) {
            $0.append(octal: sum, width: 6)
            $0.append(0)
        }
        bytes.replaceSubrange(start + 148..<start + 155, with: checksum)
    }

    private static func append(_ text: ArraySlice<UInt8>, width: Int, to output: inout OutputSpan<UInt8>) {
        output.append(copying: text.span)
        output.append(repeating: 0, count: width - text.count)
    }

    /// Appends twelve bytes: octal digits, or if they do not hold the size, base 256 as GNU tar has it: a byte of 0x80,
    /// and the number, most significant byte first.
    private static func append(size: UInt64, to output: inout OutputSpan<UInt8>) {
        if size <= largestOctal { return append(size, digits: 11, to: &output) }
        output.append(0x80)
        output.append(repeating: 0, count: 3)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: size >> shift))
        }
    }

    private static func append(_ number: UInt64, digits: Int, to output: inout OutputSpan<UInt8>) {
        output.append(octal: number, width: digits)
        output.append(0)
    }
}
