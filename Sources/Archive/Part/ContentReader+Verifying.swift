internal import ByteIO
internal import Compression
internal import Plan

extension ContentReader {
    /// Compares the checksum of a file that was not read from its first byte on with what was expected: a download that
    /// broke off over a file must not be completed by being resumed.
    func verify(_ checksum: CRC32, of index: Int) throws(TransferError) {
        guard let expected = expectedChecksum(of: index), expected != checksum.value else { return }
        throw .source(.otherChecksum)
    }
}
