import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct StoredBlocksTests {
    @Test(
        arguments: [
            (0, 5), (1, 6), (61_439, 61_444), (61_440, 61_445), (61_441, 61_451), (122_880, 122_890),
            (122_881, 122_896), (1 << 32, 4_295_316_826), (1 << 62, 4_612_061_318_396_335_449),
        ] as [(UInt64, UInt64)])
    func `the length of a stored stream is arithmetic`(count: UInt64, length: UInt64) {
        #expect(StoredBlocks.encodedLength(of: count) == length)
    }

    // RFC 1951 §3.2.3 and §3.2.4: BFINAL, BTYPE 0, LEN and its complement.
    @Test(
        arguments: [
            (0, true, [1, 0, 0, 0xFF, 0xFF]), (0, false, [0, 0, 0, 0xFF, 0xFF]),
            (61_440, false, [0, 0x00, 0xF0, 0xFF, 0x0F]), (65_535, true, [1, 0xFF, 0xFF, 0, 0]),
        ] as [(Int, Bool, [UInt8])])
    func `a block says how long it is, twice`(count: Int, isLast: Bool, header: [UInt8]) {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: StoredBlocks.headerSize) {
            StoredBlocks.appendHeader(count: count, isLast: isLast, to: &$0)
        }
        #expect(bytes == header)
    }

    @Test func `traps on a block that is too long for its header`() async {
        await #expect(processExitsWith: .failure) {
            var bytes: [UInt8] = []
            bytes.append(addingCapacity: 5) {
                StoredBlocks.appendHeader(count: 65_536, isLast: true, to: &$0)
            }
        }
    }
}
