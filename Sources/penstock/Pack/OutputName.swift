internal import Archive

/// What the name of an output says of the archive in it. Upper and lower case are the same.
struct OutputName {
    /// Endings of archives and compressed files that penstock does not make. Others, such as .epub, may well be a zip.
    private static let otherFormats: Set<String> = [
        "7z", "ace", "ar", "arj", "br", "bz2", "cab", "cpio", "deb", "dmg", "gz", "iso", "lha", "lz", "lz4",
        "lzh", "lzma",
        "rar", "rpm", "squashfs", "tb2", "tbz", "tbz2", "tlz", "txz", "tzst", "wim", "xz", "z", "zipx", "zst",
    ]

    /// Nil if the ending is none of those that stand for a format.
    let format: ArchiveFormat?
    /// The ending, if it is that of another format.
    let otherFormat: String?

    init(_ path: String) {
        let name = path.lowercased()
        format = ArchiveFormat.suffix(of: Array(name.utf8))?.format
        let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) }
        otherFormat = format == nil ? ending.flatMap { Self.otherFormats.contains($0) ? "." + $0 : nil } : nil
    }
}
