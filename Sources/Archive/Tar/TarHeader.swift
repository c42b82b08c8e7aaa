internal import Plan

/// All header blocks of one member: the ustar header, and before it what does not fit there.
///
/// Names are bytes, as the file system has them. One of over 100 bytes is cut at a slash, or is in a member of GNU's type
/// `L`, and a long link target in one of type `K`. Many readers skip pax records, or take what is in one for a file. So a
/// pax record tells nothing but a time that eleven digits do not hold: some readers refuse a whole archive that has a time
/// in base 256.
struct TarHeader {
    /// Where names of over 100 bytes are.
    enum LongNames: Sendable {
        /// In the prefix and name of a ustar header, which each of them fits.
        case cut
        /// All in members of type `L`: unar heeds no prefix behind the first of those.
        case members
    }

    private let main: UstarHeader
    private let records: PaxRecords
    /// The whole path and link target; empty where they fit ``main``.
    private let longName: [UInt8]
    private let longLink: [UInt8]
    private let index: Int

    /// - Parameters:
    ///   - path: With a trailing slash for a directory.
    ///   - linkTarget: The target of a symbolic link.
    ///   - longNames: Decided once for all of an archive, by ``fits(_:)``.
    ///   - index: The entry's place, for a name of the pax header that no other has.
    init(_ entry: Entry, path: [UInt8], linkTarget: [UInt8], longNames: LongNames, index: Int) {
        var records = PaxRecords()
        let seconds = min(max(entry.modifiedSeconds, 0), Int64(UstarHeader.largestOctal))
        if seconds != entry.modifiedSeconds { records.append("mtime", String(entry.modifiedSeconds).utf8) }
        let isCut = longNames == .cut || path.count <= UstarHeader.nameWidth
        let parts = isCut ? Self.split(path) : nil
        main = UstarHeader(
            prefix: parts?.prefix ?? [], name: parts?.name ?? path.prefix(UstarHeader.nameWidth),
            linkName: linkTarget.prefix(UstarHeader.nameWidth), permissions: entry.permissions,
            size: entry.kind == .file ? entry.size : 0,
            // Whole seconds: a record for each file's fraction would double the headers of most trees. Rounding down
            // never makes of two files the older one the newer one, which is what make(1) looks at.
            modified: UInt64(seconds),
            type: entry.kind.typeFlag)
        longName = parts == nil ? path : []
        longLink = linkTarget.count > UstarHeader.nameWidth ? linkTarget : []
        (self.records, self.index) = (records, index)
    }

    /// Bytes of all header blocks.
    var encodedSize: Int {
        [records.bytes.count, Self.contentSize(longLink), Self.contentSize(longName)]
            .reduce(UstarHeader.blockSize) { size, content in
                content == 0 ? size : size + UstarHeader.blockSize + content + Self.padding(content)
            }
    }

    func append(to bytes: inout [UInt8]) {
        if !records.isEmpty {
            UstarHeader(
                name: Array("PaxHeaders/\(index)".utf8)[...], permissions: 0o644,
                size: UInt64(records.bytes.count), modified: main.modified, type: .extendedHeader
            ).append(to: &bytes)
            Self.append(records.bytes, to: &bytes)
        }
        if !longLink.isEmpty { Self.append(longLink, as: .longLink, to: &bytes) }
        if !longName.isEmpty { Self.append(longName, as: .longName, to: &bytes) }
        main.append(to: &bytes)
    }

    /// Appends a member whose content is a text and the NUL that ends it, as GNU tar has them.
    private static func append(_ text: [UInt8], as type: UstarHeader.TypeFlag, to bytes: inout [UInt8]) {
        UstarHeader(
            name: Array("././@LongLink".utf8)[...], permissions: 0, size: UInt64(contentSize(text)),
            modified: 0, type: type
        ).append(to: &bytes)
        append(text + [0], to: &bytes)
    }

    /// Appends content, and zeros up to the end of its last block.
    private static func append(_ content: [UInt8], to bytes: inout [UInt8]) {
        bytes += content
        bytes += repeatElement(0, count: padding(content.count))
    }

    /// Bytes of a text and its NUL; 0 for none.
    private static func contentSize(_ text: [UInt8]) -> Int { text.isEmpty ? 0 : text.count + 1 }

    /// Zeros that fill the last block of `count` bytes.
    static func padding(_ count: some BinaryInteger) -> Int {
        (UstarHeader.blockSize - Int(count % 512)) % UstarHeader.blockSize
    }

    /// Whether a path needs no member of type `L`.
    static func fits(_ path: [UInt8]) -> Bool { split(path) != nil }

    /// Puts a path into the two fields of a ustar header, cut at a slash; nil if it does not fit.
    private static func split(_ path: [UInt8]) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
        if path.count <= UstarHeader.nameWidth { return ([], path[...]) }
        // The name must not be empty, so a directory's own slash is no place to cut.
        let first = path.count - 1 - UstarHeader.nameWidth
        guard first <= UstarHeader.prefixWidth else { return nil }
        let window = path[first..<min(UstarHeader.prefixWidth + 1, path.count - 1)]
        guard let cut = window.firstIndex(of: UInt8(ascii: "/")), cut > 0 else { return nil }
        return (path[..<cut], path[(cut + 1)...])
    }
}

extension Entry.Kind {
    var typeFlag: UstarHeader.TypeFlag {
        switch self {
        case .file: .file
        case .directory: .directory
        case .symbolicLink: .symbolicLink
        }
    }
}
