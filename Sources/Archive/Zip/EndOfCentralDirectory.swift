internal import ByteIO

/// The records that end a zip (APPNOTE 4.3.14 to 4.3.16), those of zip64 only where the plain one is too
/// narrow.
struct EndOfCentralDirectory {
    let entryCount: UInt64
    let offset: UInt64
    let size: UInt64

    private static let signature: UInt32 = 0x0605_4b50
    private static let fixedSize = 22
    private static let zip64Signature: UInt32 = 0x0606_4b50
    private static let zip64Size = 56
    private static let zip64LocatorSignature: UInt32 = 0x0706_4b50
    private static let zip64LocatorSize = 20

    private var isZip64: Bool {
        entryCount >= UInt64(UInt16.max) || max(offset, size) > ZipMember.largest32
    }

    var encodedSize: Int {
        isZip64 ? Self.zip64Size + Self.zip64LocatorSize + Self.fixedSize : Self.fixedSize
    }

    /// - Precondition: `output` has room for ``encodedSize`` bytes.
    func encode(into output: inout OutputSpan<UInt8>) {
        if isZip64 {
            encodeZip64(into: &output)
            encodeZip64Locator(into: &output)
        }
        output.append(littleEndian: Self.signature)
        output.append(littleEndian: UInt32(0))  // this disk and the directory's
        for _ in 0..<2 { output.append(littleEndian: UInt16(isZip64 ? 0xFFFF : entryCount)) }
        output.append(littleEndian: isZip64 ? UInt32.max : UInt32(size))
        output.append(littleEndian: isZip64 ? UInt32.max : UInt32(offset))
        output.append(littleEndian: UInt16(0))  // comment length
    }

    /// The zip64 end of central directory record (APPNOTE 4.3.14).
    private func encodeZip64(into output: inout OutputSpan<UInt8>) {
        output.append(littleEndian: Self.zip64Signature)
        output.append(littleEndian: UInt64(Self.zip64Size - 12))  // bytes of this record that follow
        output.append(littleEndian: UInt16(3 << 8 | 45))
        output.append(littleEndian: UInt16(45))
        output.append(littleEndian: UInt64(0))  // this disk and the directory's
        for _ in 0..<2 { output.append(littleEndian: entryCount) }
        output.append(littleEndian: size)
        output.append(littleEndian: offset)
    }

    /// The zip64 end of central directory locator (APPNOTE 4.3.15), which tells where the record before begins.
    private func encodeZip64Locator(into output: inout OutputSpan<UInt8>) {
        output.append(littleEndian: Self.zip64LocatorSignature)
        output.append(littleEndian: UInt32(0))  // the disk that the record is on
        output.append(littleEndian: offset + size)
        output.append(littleEndian: UInt32(1))  // disks in all: Info-ZIP's unzip refuses 0
    }
}
