private import CNettle

/// The hash function of FIPS 180-4, by nettle.
public struct SHA256 {
    private var context = sha256_ctx()

    public init() { unsafe nettle_sha256_init(&context) }

    /// Takes more of the message.
    public mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe nettle_sha256_update(&context, bytes.count, bytes.baseAddress)
        }
    }

    /// The 32 bytes of the digest.
    public consuming func digest() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        unsafe penstock_sha256_digest(&context, &digest)
        return digest
    }
}
