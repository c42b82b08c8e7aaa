internal import ByteIO
internal import Compression

/// Checksum and sizes behind the data of a streamed entry (APPNOTE 4.3.9).
struct DataDescriptor {
    let digest: EntryDigest
    /// Whether sizes have 8 bytes: if and only if the local header has a zip64 extra field.
    let hasZip64Sizes: Bool

    static func encodedSize(zip64: Bool) -> Int { zip64 ? 24 : 16 }

    /// The signature is optional by the letter; Apple's Archive Utility needs it.
    func encode(into output: inout OutputSpan<UInt8>) {
        output.append(littleEndian: UInt32(0x0807_4b50))
        output.append(littleEndian: digest.checksum.value)
        if hasZip64Sizes {
            output.append(littleEndian: digest.encodedSize)
            output.append(littleEndian: digest.size)
        } else {
            output.append(littleEndian: UInt32(digest.encodedSize))
            output.append(littleEndian: UInt32(digest.size))
        }
    }
}
