internal import ByteIO
internal import Compression

/// An entry in the directory at the end of a zip (APPNOTE 4.3.12).
struct CentralDirectoryHeader {
    let member: ZipMember
    var digest: EntryDigest
    /// Where the local file header begins, from the start of the archive.
    let offset: UInt64

    private static let fixedSize = 46

    /// Made on Unix, so that the upper half of the external attributes is st_mode (APPNOTE 4.4.2).
    private static let madeByUnix: UInt16 = 3 << 8
    private static let directoryAttribute: UInt32 = 0x10

    /// The zip64 extra field holds what overflowed and nothing else, in this order (APPNOTE 4.5.3).
    private var zip64Values: [UInt64] {
        [digest.size, digest.encodedSize, offset].filter { $0 > ZipMember.largest32 }
    }

    private var zip64Size: Int {
        let count = zip64Values.count
        return count == 0 ? 0 : 4 + 8 * count
    }

    var encodedSize: Int { Self.fixedSize + member.path.count + zip64Size + member.timestampSize }

    /// - Precondition: `output` has room for ``encodedSize`` bytes.
    func encode(into output: inout OutputSpan<UInt8>) {
        let isDirectory = member.path.last == UInt8(ascii: "/")
        let values = zip64Values
        output.append(littleEndian: UInt32(0x0201_4b50))
        output.append(littleEndian: Self.madeByUnix)
        member.encodeCommonFields(zip64: member.hasZip64Sizes || !values.isEmpty, into: &output)
        output.append(littleEndian: digest.checksum.value)
        output.append(littleEndian: Self.field(digest.encodedSize))
        output.append(littleEndian: Self.field(digest.size))
        output.append(littleEndian: UInt16(member.path.count))
        output.append(littleEndian: UInt16(zip64Size + member.timestampSize))
        output.append(littleEndian: UInt16(0))  // comment length
        output.append(littleEndian: UInt16(0))  // disk number
        output.append(littleEndian: UInt16(0))  // internal attributes
        output.append(littleEndian: UInt32(member.mode) << 16 | (isDirectory ? Self.directoryAttribute : 0))
        output.append(littleEndian: Self.field(offset))
        output.append(copying: member.path.span)
        if !values.isEmpty {
            output.append(littleEndian: UInt16(1))
            output.append(littleEndian: UInt16(8 * values.count))
            for value in values { output.append(littleEndian: value) }
        }
        member.encodeTimestamp(into: &output)
    }

    private static func field(_ value: UInt64) -> UInt32 {
        value > ZipMember.largest32 ? .max : UInt32(value)
    }
}
