/// Addresses that are never connected to, whatever is allowed by name: those of machines' own metadata services, and
/// those that stand for no single machine.
public enum RefusedAddress {
    /// Whether an address is one of them. Loopback and private addresses are not: an allowed prefix names the host.
    ///
    /// - Parameter address: 4 bytes of IPv4 or 16 bytes of IPv6, in network order. Any other count is refused.
    public static func contains(_ address: Span<UInt8>) -> Bool {
        switch address.count {
        case 4: containsIPv4(address)
        case 16: containsIPv6(address)
        default: true
        }
    }

    private static func containsIPv4(_ address: Span<UInt8>) -> Bool {
        switch (address[0], address[1], address[2], address[3]) {
        case (0, _, _, _): true
        // Link-local (RFC 3927), where most clouds have their metadata.
        case (169, 254, _, _): true
        // The metadata of Alibaba Cloud, of Oracle Cloud Classic, and the host of a machine of Azure.
        case (100, 100, 100, 200), (192, 0, 0, 192), (168, 63, 129, 16): true
        // Multicast (RFC 5771).
        case (224...239, _, _, _): true
        case (255, 255, 255, 255): true
        default: false
        }
    }

    private static func containsIPv6(_ address: Span<UInt8>) -> Bool {
        // Multicast and link-local (RFC 4291 §2.7, §2.5.6).
        if address[0] == 0xFF { return true }
        if address[0] == 0xFE, address[1] & 0xC0 == 0x80 { return true }
        // fd00:ec2::254, the metadata of AWS.
        if equals(address, [0xFD, 0x00, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54]) {
            return true
        }
        // Teredo, which hides an address of IPv4 (RFC 4380).
        if begins(address, with: [0x20, 0x01, 0, 0]) { return true }
        // Loopback, which would else be taken for an IPv4-compatible 0.0.0.1.
        if equals(address, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]) { return false }
        guard let start = embeddedIPv4(address) else { return false }
        return containsIPv4(address.extracting(start..<start + 4))
    }

    /// Where an IPv4 address is in one of IPv6 that stands for it: compatible and mapped (RFC 4291 §2.5.5), translated
    /// (RFC 2765 §2.1), 6to4 (RFC 3056) and NAT64 (RFC 6052, RFC 8215).
    private static func embeddedIPv4(_ address: Span<UInt8>) -> Int? {
        if begins(address, with: [0x20, 0x02]) { return 2 }
        let prefixes: [[UInt8]] = [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
            [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0],
            [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0x64, 0xFF, 0x9B, 0, 1],
        ]
        for prefix in prefixes where begins(address, with: prefix) { return 12 }
        return nil
    }

    private static func equals(_ address: Span<UInt8>, _ other: [UInt8]) -> Bool {
        address.count == other.count && begins(address, with: other)
    }

    private static func begins(_ address: Span<UInt8>, with prefix: [UInt8]) -> Bool {
        for index in prefix.indices where address[index] != prefix[index] { return false }
        return true
    }
}
