import Remote
import TestSupport
import Testing

@Suite(.unit) struct RefusedAddressTests {
    private func isRefused(_ address: [UInt8]) -> Bool { RefusedAddress.contains(address.span) }

    private static let refusedIPv4: [[UInt8]] = [
        [0, 0, 0, 0], [0, 1, 2, 3], [0, 255, 255, 255], [169, 254, 0, 0], [169, 254, 169, 254],
        [169, 254, 255, 255],
        [100, 100, 100, 200], [192, 0, 0, 192], [168, 63, 129, 16], [224, 0, 0, 0], [224, 0, 0, 251],
        [239, 255, 255, 255], [255, 255, 255, 255],
    ]
    private static let allowedIPv4: [[UInt8]] = [
        [1, 0, 0, 0], [127, 0, 0, 1], [10, 0, 0, 1], [172, 16, 0, 1], [192, 168, 1, 1], [169, 253, 255, 255],
        [169, 255, 0, 0], [100, 100, 100, 199], [100, 100, 100, 201], [100, 64, 0, 1], [223, 255, 255, 255],
        [192, 0, 0, 191], [168, 63, 129, 17], [240, 0, 0, 0], [255, 255, 255, 254], [8, 8, 8, 8],
    ]
    /// What stands before an IPv4 address and behind it in addresses of IPv6 that stand for it.
    private static let embeddings: [(String, [UInt8], [UInt8])] = [
        ("mapped", [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF], []),
        ("compatible", [UInt8](repeating: 0, count: 12), []),
        ("NAT64", [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8), []),
        ("translated", [UInt8](repeating: 0, count: 8) + [0xFF, 0xFF, 0, 0], []),
        ("local NAT64", [0, 0x64, 0xFF, 0x9B, 0, 1] + [UInt8](repeating: 0, count: 6), []),
        ("6to4", [0x20, 0x02], [UInt8](repeating: 0, count: 9) + [1]),
    ]

    @Test(arguments: refusedIPv4) func `metadata services and no single machines are refused`(
        address: [UInt8]
    ) {
        #expect(isRefused(address))
        for (name, before, behind) in Self.embeddings {
            let embedded = before + address + behind
            #expect(isRefused(embedded), "\(name)")
        }
    }

    @Test(arguments: allowedIPv4) func `loopback, private and other addresses are not`(address: [UInt8]) {
        #expect(!isRefused(address))
        for (name, before, behind) in Self.embeddings {
            let embedded = before + address + behind
            #expect(!isRefused(embedded), "\(name)")
        }
    }

    @Test(
        arguments: [
            (0, [], true), (1, [], false), (0xFE, [0xFE, 0x80], true), (1, [0xFE, 0x80, 0x12], true),
            (1, [0xFE, 0xBF, 0xFF], true), (1, [0xFE, 0x7F], false), (1, [0xFE, 0xC0], false),
            (1, [0xFF, 0x02], true),
            (1, [0xFF, 0x0E], true), (1, [0xFD, 0x00, 0x0E, 0xC2], false), (1, [0xFD, 0x12], false),
            (1, [0x20, 0x01, 0x0D, 0xB8], false), (1, [0x20, 0x01, 0, 0, 8, 8, 8, 8], true),
            (1, [0x00, 0x64, 0xFF, 0x9C], false),
        ] as [(UInt8, [UInt8], Bool)])
    func `addresses of IPv6 are refused as those of IPv4 are`(last: UInt8, first: [UInt8], expected: Bool) {
        var address = first + [UInt8](repeating: 0, count: 16 - first.count)
        address[15] = last
        #expect(isRefused(address) == expected)
    }

    @Test func `the metadata of AWS is refused, its neighbours are not`() {
        var address: [UInt8] = [0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]
        #expect(isRefused(address))
        address[15] = 0x53
        #expect(!isRefused(address))
        address[15] = 0x54
        address[8] = 1
        #expect(!isRefused(address))
    }

    @Test(arguments: [0, 1, 3, 5, 15, 17]) func `what is no address is refused`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(isRefused(bytes))
    }
}
