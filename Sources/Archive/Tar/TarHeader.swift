internal import Plan

/// All header blocks of one member: the ustar header, and before it the pax header for what does not fit
/// there.
struct TarHeader {
    private let main: UstarHeader
    private let records: PaxRecords
    private let index: Int

    /// - Parameters:
    ///   - path: With a trailing slash for a directory. Raw bytes, as the file system has them.
    ///   - linkTarget: The target of a symbolic link.
    ///   - index: The entry's place, for a name of the pax header that no other has.
    init(_ entry: Entry, path: [UInt8], linkTarget: [UInt8], index: Int) {
        var records = PaxRecords()
        var main = UstarHeader(
            name: path.prefix(UstarHeader.nameWidth), linkName: linkTarget.prefix(UstarHeader.nameWidth),
            permissions: entry.permissions, size: entry.kind == .file ? entry.size : 0, modified: 0,
            type: entry.kind.typeFlag)
        // Without this word, readers take what is not UTF-8 for an error (pax, "hdrcharset").
        if !Self.isText(path) || !Self.isText(linkTarget) { records.append("hdrcharset", "BINARY".utf8) }
        if let (prefix, name) = Self.split(path) {
            (main.prefix, main.name) = (prefix, name)
        } else {
            records.append("path", path)
        }
        if linkTarget.count > UstarHeader.nameWidth || !Self.isASCII(linkTarget) {
            records.append("linkpath", linkTarget)
        }
        if main.size > UstarHeader.largestNumber {
            records.append("size", String(main.size).utf8)
            main.size = 0
        }
        if let seconds = UInt64(exactly: entry.modifiedSeconds), seconds <= UstarHeader.largestNumber {
            main.modified = seconds
        } else {
            records.append("mtime", String(entry.modifiedSeconds).utf8)
        }
        (self.main, self.records, self.index) = (main, records, index)
    }

    /// Bytes of all header blocks.
    var encodedSize: Int {
        let block = UstarHeader.blockSize
        return records.isEmpty ? block : 2 * block + records.bytes.count + Self.padding(records.bytes.count)
    }

    func append(to bytes: inout [UInt8]) {
        if !records.isEmpty {
            UstarHeader(
                name: Array("PaxHeaders/\(index)".utf8)[...], permissions: 0o644,
                size: UInt64(records.bytes.count), modified: main.modified, type: .extendedHeader
            ).append(to: &bytes)
            bytes += records.bytes
            bytes += repeatElement(0, count: Self.padding(records.bytes.count))
        }
        main.append(to: &bytes)
    }

    /// Zeros that fill the last block of `count` bytes.
    static func padding(_ count: some BinaryInteger) -> Int {
        (UstarHeader.blockSize - Int(count % 512)) % UstarHeader.blockSize
    }

    /// Puts a path into the two fields of a ustar header, cut at a slash; nil if it does not fit or is not
    /// ASCII.
    private static func split(_ path: [UInt8]) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>)? {
        guard isASCII(path) else { return nil }
        if path.count <= UstarHeader.nameWidth { return ([], path[...]) }
        // The name must not be empty, so a directory's own slash is no place to cut.
        let first = path.count - 1 - UstarHeader.nameWidth
        guard first <= UstarHeader.prefixWidth else { return nil }
        let window = path[first..<min(UstarHeader.prefixWidth + 1, path.count - 1)]
        guard let cut = window.firstIndex(of: UInt8(ascii: "/")), cut > 0 else { return nil }
        return (path[..<cut], path[(cut + 1)...])
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil
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
