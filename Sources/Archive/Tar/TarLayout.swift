/// How long the parts of a tar are: always arithmetic.
struct TarLayout {
    let plan: Plan

    /// Two blocks of zeros end a tar; no further padding.
    static let trailerSize = 2 * UstarHeader.blockSize

    func header(of index: Int, path: [UInt8]) -> TarHeader {
        let entry = plan.entries[index]
        let target = entry.kind == .symbolicLink ? plan.inlineContent(of: index) : []
        return TarHeader(entry, path: path, linkTarget: target, index: index)
    }

    /// The bytes of content that follow an entry's header, without the padding.
    func contentSize(of entry: Entry) -> UInt64 { entry.kind == .file ? entry.size : 0 }

    /// The length of the whole archive.
    var length: UInt64 {
        var length = UInt64(Self.trailerSize)
        var cursor = PathCursor(over: plan)
        for (index, entry) in plan.entries.enumerated() {
            cursor.move(to: index)
            let size = contentSize(of: entry)
            length += UInt64(header(of: index, path: cursor.path).encodedSize)
            length += size + UInt64(TarHeader.padding(size))
        }
        return length
    }
}
