internal import ByteIO
internal import Compression

/// The record in front of every entry's data (APPNOTE 4.3.7).
struct LocalFileHeader {
    let member: ZipMember
    /// Checksum and sizes; of no meaning for a streamed member, whose descriptor has them.
    let digest: EntryDigest

    private static let fixedSize = 30
    private static let zip64Size = 20

    var encodedSize: Int {
        Self.fixedSize + member.path.count + (member.hasZip64Sizes ? Self.zip64Size : 0)
            + member.timestampSize
    }

    /// - Precondition: `output` has room for ``encodedSize`` bytes.
    func encode(into output: inout OutputSpan<UInt8>) {
        let known = member.isStreamed ? .empty : digest
        let sizes: (UInt32, UInt32) =
            member.hasZip64Sizes
            ? (.max, .max) : (UInt32(known.encodedSize), UInt32(known.size))
        output.append(littleEndian: UInt32(0x0403_4b50))
        member.encodeCommonFields(zip64: member.hasZip64Sizes, into: &output)
        output.append(littleEndian: known.checksum.value)
        output.append(littleEndian: sizes.0)
        output.append(littleEndian: sizes.1)
        output.append(littleEndian: UInt16(member.path.count))
        output.append(littleEndian: UInt16(encodedSize - Self.fixedSize - member.path.count))
        output.append(copying: member.path.span)
        if member.hasZip64Sizes {
            // APPNOTE 4.5.3: first among the extra fields, and in a local header always both sizes.
            output.append(littleEndian: UInt16(1))
            output.append(littleEndian: UInt16(Self.zip64Size - 4))
            output.append(littleEndian: known.size)
            output.append(littleEndian: known.encodedSize)
        }
        member.encodeTimestamp(into: &output)
    }
}
