internal import Archive
internal import ByteIO
internal import Hashing
internal import Plan

/// A strong validator (RFC 9110 §8.8.3): equal for equal bytes, on every host that serves the same files.
struct EntityTag: Hashable, Sendable {
    /// 32 lowercase hexadecimal digits: 128 bits of the hash.
    let digits: String

    /// As it stands in a header.
    var text: String { "\"\(digits)\"" }

    /// - Parameter identify: Hands out what tells the archive from others besides its plan.
    init(_ archive: Archive, _ identify: (([UInt8]) -> Void) -> Void = { _ in }) {
        var hash = SHA256()
        hash.update(Array(ArchiveIdentity.text(archive.format, archive.effort).utf8))
        archive.plan.fingerprint { bytes in hash.update(bytes) }
        identify { bytes in hash.update(bytes) }
        digits = Self.digits(of: hash)
    }

    private init(digits: String) { self.digits = digits }

    /// Another tag, which `salt` tells from all others.
    func successor(by salt: [UInt8]) -> EntityTag {
        var hash = SHA256()
        hash.update(Array(digits.utf8) + salt)
        return EntityTag(digits: Self.digits(of: hash))
    }

    private static func digits(of hash: SHA256) -> String {
        let hexadecimal = hash.digest().prefix(16).flatMap { Hexadecimal.digits(UInt64($0), count: 2) }
        return String(decoding: hexadecimal, as: UTF8.self)
    }
}
