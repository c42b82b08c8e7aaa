/// What a name in the directory of indexes is.
enum IndexFileName: Equatable {
    case index(ArchiveTag)
    /// An index that is being written, or was when its writer died.
    case temporary
    /// Nothing of ours.
    case foreign

    private static let separator = UInt8(ascii: ".")

    init(_ name: ArraySlice<UInt8>) {
        guard let tag = ArchiveTag(name.prefix(ArchiveTag.digitCount)) else {
            self = .foreign
            return
        }
        let rest = name.dropFirst(ArchiveTag.digitCount)
        if rest.isEmpty {
            self = .index(tag)
        } else if rest.first == Self.separator, rest.count == 17, ArchiveTag.number(rest.dropFirst()) != nil {
            self = .temporary
        } else {
            self = .foreign
        }
    }

    /// A name for writing the index of `tag` that no other writer has, whichever its process.
    static func temporary(for tag: ArchiveTag) -> [UInt8] {
        tag.bytes + [separator] + ArchiveTag.digits(.random(in: 0 ... .max))
    }
}
