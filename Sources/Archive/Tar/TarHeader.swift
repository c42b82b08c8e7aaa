internal import Plan

/// All header blocks of one member: the ustar header, and before it what does not fit there.
///
/// A name of over 100 bytes that no slash cuts in two is in a member of GNU's type `L`, and such a link target in one of
/// type `K`: every reader of tar knows these. Many readers skip pax records, or take a name in one for that of a file of
/// its own. So a pax record only says what nothing else can: that a name is text in UTF-8. Readers that do not know that
/// still find the bytes of the name, while those of Windows would take them for text in the code page of the system.
/// The same bytes need no record where they are no UTF-8, or ASCII.
struct TarHeader {
    private let main: UstarHeader
    private let records: PaxRecords
    /// The whole path and link target; empty where they fit ``main``.
    private let longName: [UInt8]
    private let longLink: [UInt8]
    private let index: Int

    /// - Parameters:
    ///   - path: With a trailing slash for a directory. Raw bytes, as the file system has them.
    ///   - linkTarget: The target of a symbolic link.
    ///   - index: The entry's place, for a name of the pax header that no other has.
    init(_ entry: Entry, path: [UInt8], linkTarget: [UInt8], index: Int) {
        var records = PaxRecords()
        if Self.needsCharset(path) { records.append("path", path) }
        if Self.needsCharset(linkTarget) { records.append("linkpath", linkTarget) }
        let parts = Self.split(path)
        main = UstarHeader(
            prefix: parts?.prefix ?? [], name: parts?.name ?? path.prefix(UstarHeader.nameWidth),
            linkName: linkTarget.prefix(UstarHeader.nameWidth), permissions: entry.permissions,
            size: entry.kind == .file ? entry.size : 0,
            // Whole seconds: a record for each file's fraction would double the headers of most trees. Rounding down
            // never makes of two files the older one the newer one, which is what make(1) looks at.
            modified: entry.modifiedSeconds,
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

    /// Appends all blocks. The pax header comes first, so that a reader that knows all of them believes the one that tells
    /// the charset.
    func append(to bytes: inout [UInt8]) {
        if !records.isEmpty {
            UstarHeader(
                name: Array("PaxHeaders/\(index)".utf8)[...], permissions: 0o644,
                size: UInt64(records.bytes.count), modified: max(0, main.modified), type: .extendedHeader
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

    /// Whether a name is text that not every charset has in the same bytes.
    private static func needsCharset(_ bytes: [UInt8]) -> Bool {
        !bytes.allSatisfy { $0 < 0x80 } && String(validating: bytes, as: UTF8.self) != nil
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
