import Testing

@testable import Compression

@Suite struct StoredBlocksTests {
    @Test(
        arguments: [
            (0, 5), (1, 6), (65_522, 65_527), (65_523, 65_528), (65_524, 65_534), (131_046, 131_056),
            (131_047, 131_062), (1 << 32, 4_295_295_046), (1 << 62, 4_612_037_931_955_342_014),
        ] as [(UInt64, UInt64)])
    func `the length of a stored stream is arithmetic`(count: UInt64, length: UInt64) {
        #expect(StoredBlocks.encodedLength(of: count) == length)
    }

    // RFC 1951 §3.2.3 and §3.2.4: BFINAL, BTYPE 0, LEN and its complement.
    @Test(
        arguments: [
            (0, true, [1, 0, 0, 0xFF, 0xFF]), (0, false, [0, 0, 0, 0xFF, 0xFF]),
            (65_523, false, [0, 0xF3, 0xFF, 0x0C, 0x00]), (65_535, true, [1, 0xFF, 0xFF, 0, 0]),
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
