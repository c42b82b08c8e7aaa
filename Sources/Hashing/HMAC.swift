private import CNettle

/// The message authentication code of RFC 2104 with SHA-256, by nettle.
public struct HMAC: Sendable {
    private var context = hmac_sha256_ctx()

    /// - Parameter key: Of any length.
    public init(key: [UInt8]) {
        unsafe key.withUnsafeBufferPointer { key in
            unsafe nettle_hmac_sha256_set_key(&context, key.count, key.baseAddress)
        }
    }

    /// Takes more of the message.
    public mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe nettle_hmac_sha256_update(&context, bytes.count, bytes.baseAddress)
        }
    }

    /// The 32 bytes of the code.
    public consuming func code() -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
        unsafe penstock_hmac_sha256_digest(&context, &code)
        return code
    }

    /// The 32 bytes of the code of a whole message.
    public consuming func code(of message: [UInt8]) -> [UInt8] {
        update(message)
        return code()
    }
}
