internal import Archive
internal import ByteIO
internal import Compression
internal import Crypto

/// A strong validator (RFC 9110 §8.8.3): equal for equal bytes, on every host that serves the same files.
enum EntityTag {
    /// Changes whenever the bytes of an archive of the same plan do.
    private static let writer = "penstock 2"

    static func of(_ archive: Archive) -> String {
        var hash = SHA256()
        let engine = CompressionEngine.identity(of: archive.effort)
        let options = "\(writer)\n\(engine)\n\(archive.format.rawValue)\n\(archive.effort.rawValue)\n"
        hash.update(data: Array(options.utf8))
        archive.plan.fingerprint { bytes in hash.update(data: bytes) }
        let digits = hash.finalize().prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "\"\(digits.joined())\""
    }
}
