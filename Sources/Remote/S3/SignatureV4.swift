internal import ByteIO
internal import Hashing

/// AWS Signature Version 4, in the header field `Authorization`.
enum SignatureV4 {
    private static let algorithm = "AWS4-HMAC-SHA256"

    /// The value of `Authorization` for a request whose `x-amz-date` is `time`.
    ///
    /// - Parameters:
    ///   - keyID: Tells the server which secret the key was derived from.
    ///   - key: Of the day of `time`.
    static func authorization(
        for request: CanonicalRequest, at time: SigningTime, keyID: String, key: SigningKey
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(request.bytes)
        var text = Array("\(algorithm)\n".utf8)
        text.reserveCapacity(256)
        text += time.text
        text.append(UInt8(ascii: "\n"))
        text += key.scope
        text.append(UInt8(ascii: "\n"))
        text += hexadecimal(hash.digest())

        var value = Array("\(algorithm) Credential=\(keyID)/".utf8)
        value.reserveCapacity(384)
        value += key.scope
        value += Array(", SignedHeaders=".utf8)
        value += request.signedNames
        value += Array(", Signature=".utf8)
        value += hexadecimal(key.signature(of: text))
        return value
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        // Eight bytes at a time: each call makes an array.
        stride(from: 0, to: bytes.count, by: 8).reduce(into: []) { digits, start in
            let part = bytes[start...].prefix(8)
            digits += Hexadecimal.digits(part.reduce(0) { $0 << 8 | UInt64($1) }, count: 2 * part.count)
        }
    }
}
