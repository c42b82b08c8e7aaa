import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct UstarHeaderTests {
    // printf abc > a; chmod 640 a; touch -d @1700000000 a
    // tar --format=ustar --owner=0 --group=0 --numeric-owner -cf - a | head -c 512 | xxd
    // (GNU tar leaves the device numbers of files empty; POSIX has them zero.)
    @Test func `is what tar makes of the same file`() {
        var bytes: [UInt8] = [1, 2, 3]
        UstarHeader(
            name: [0x61], permissions: 0o640, size: 3, modified: 1_700_000_000, type: .file
        ).append(to: &bytes)
        #expect(bytes.count == 3 + 512)
        let header = Array(bytes[3...])
        #expect(Array(header[..<2]) == [0x61, 0])
        #expect(header[2..<100].allSatisfy { $0 == 0 })
        let fields = "0000640\0" + "0000000\0" + "0000000\0" + "00000000003\0" + "14524770400\0"
        #expect(Array(header[100..<148]) == Array(fields.utf8))
        #expect(header[156] == UInt8(ascii: "0"))
        #expect(Array(header[257..<265]) == Array("ustar\u{0}00".utf8))
        #expect(Array(header[329..<345]) == Array("0000000\u{0}0000000\u{0}".utf8))
    }

    @Test func `the checksum counts itself as spaces`() {
        for fill in [UInt8(0x01), 0x7F, 0xFF] {
            var bytes: [UInt8] = []
            UstarHeader(
                prefix: [UInt8](repeating: fill, count: 155)[...],
                name: [UInt8](repeating: fill, count: 100)[...],
                linkName: [UInt8](repeating: fill, count: 100)[...], permissions: 0o777,
                size: UstarHeader.largestOctal, modified: UstarHeader.largestOctal, type: .symbolicLink
            ).append(to: &bytes)
            var sum = 0
            for (offset, byte) in bytes.enumerated() {
                sum += (148..<156).contains(offset) ? 0x20 : Int(byte)
            }
            let digits = String(sum, radix: 8)
            let text = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
            #expect(Array(bytes[148..<156]) == Array(text.utf8))
        }
    }

    // truncate -s 8589934591 a, or one byte more; then as above, with --format=gnu
    @Test(
        arguments: [
            ((1 << 33) - 1, Array("77777777777\u{0}".utf8)),
            (1 << 33, [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]),
            (.max, [0x80, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8)),
        ] as [(UInt64, [UInt8])])
    func `a size that eleven digits do not hold is in base 256`(size: UInt64, field: [UInt8]) {
        var bytes: [UInt8] = []
        UstarHeader(name: [0x61], permissions: 0, size: size, modified: 0, type: .file).append(to: &bytes)
        #expect(Array(bytes[124..<136]) == field)
    }
}
