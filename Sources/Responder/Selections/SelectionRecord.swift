internal import FileTree
internal import Hashing

/// A selection as it is kept: its names, and the directory that it was made in.
///
/// What a record is called follows from its bytes, so a record that was changed is not found under its name. It gives
/// access to nothing: it only spares a URL its names. The directory belongs to it lest somebody who has seen the URL of a
/// selection asks elsewhere what the names are.
struct SelectionRecord: Equatable, Sendable {
    /// More than the names of any request and a place have.
    static let largest = RequestBody.limit + 64 * 1024

    private static let magic = Array("penstock selection 1\n".utf8)
    private static let end: UInt8 = 0

    /// A line that tells what this is; the place's root and path, and the names, with a NUL between any two.
    let bytes: [UInt8]
    /// The first 128 bits of the SHA-256 of the bytes.
    let tag: CacheKey

    init(_ selection: Selection, at place: SelectionPlace) {
        self.init(bytes: Self.beginning(at: place) + Array(selection.names.joined(separator: [Self.end])))
    }

    /// - Returns: nil if these bytes were not kept under this tag.
    init?(_ bytes: [UInt8], keptUnder tag: CacheKey) {
        self.init(bytes: bytes)
        guard self.tag == tag else { return nil }
    }

    init(bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes)
        self.bytes = bytes
        tag = CacheKey(digest: hash.digest())
    }

    /// The names; nil if they were selected at another place.
    func names(at place: SelectionPlace) -> [ArraySlice<UInt8>]? {
        let beginning = Self.beginning(at: place)
        guard bytes.starts(with: beginning) else { return nil }
        return bytes[beginning.count...].split(separator: Self.end)
    }

    private static func beginning(at place: SelectionPlace) -> [UInt8] {
        magic + Array(place.root.utf8) + [end] + place.path + [end]
    }
}
