internal import Hashing

/// The key of one day, region and service, derived from a secret (AWS Signature Version 4).
///
/// Deriving takes four codes, a signature one: whoever signs many requests keeps the key until the day ends.
struct SigningKey: Sendable {
    /// What the key is good for: `20130524/us-east-1/s3/aws4_request`.
    let scope: [UInt8]
    private let signer: HMAC

    /// - Parameter day: `20130524`, of a ``SigningTime``.
    init(_ secret: Secret, day: ArraySlice<UInt8>, region: String, service: String = "s3") {
        let parts = [Array(day), Array(region.utf8), Array(service.utf8), Array("aws4_request".utf8)]
        scope = Array(parts.joined(separator: [UInt8(ascii: "/")]))
        signer = HMAC(
            key: parts.reduce(Array("AWS4".utf8) + secret.bytes) { key, part in HMAC(key: key).code(of: part)
            })
    }

    /// The 32 bytes of a signature.
    func signature(of text: [UInt8]) -> [UInt8] { signer.code(of: text) }

    /// Whether the key is that of the day.
    func isGood(on day: ArraySlice<UInt8>) -> Bool { scope.starts(with: day) }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    var description: String { String(decoding: scope, as: UTF8.self) }
    /// Without the key, which `dump` would show.
    var customMirror: Mirror { Mirror(self, children: ["scope": description]) }
}
