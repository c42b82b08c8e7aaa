import Archive

@testable import Responder

extension ArchiveIndex {
    /// So many units, which tell one `seed` from another.
    static func example(_ count: Int, seed: Int = 0) -> ArchiveIndex {
        var index = ArchiveIndex()
        for number in 0..<count {
            index.units.append(
                Unit(
                    length: UInt32(truncatingIfNeeded: number &* 65_537 &+ seed),
                    checksum: UInt32(truncatingIfNeeded: number &* 2_654_435_761 ^ seed)))
        }
        return index
    }
}

extension CacheKey {
    /// A tag that no other number gives.
    static func text(_ number: Int) -> String {
        String(decoding: digits(0xFEDC_BA98_7654_3210) + digits(UInt64(number)), as: UTF8.self)
    }

    static func example(_ number: Int) throws -> CacheKey {
        guard let tag = CacheKey(text(number).utf8) else { throw NoTag() }
        return tag
    }

    struct NoTag: Error {}
}
