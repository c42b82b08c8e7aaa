internal import ByteIO

/// What an archive will hold, decided before its first byte: one tree of entries or several, each directory before
/// what it holds.
///
/// This is the one thing that grows with an archive: 32 bytes and the name for each entry.
public struct Plan: Sendable {
    public internal(set) var entries: [Entry] = []
    /// All names, and behind the name of an entry with ``Entry/isInline`` its content.
    var arena: [UInt8] = []
    /// The content of all regular files of known size together, in bytes.
    public internal(set) var contentSize: UInt64 = 0
    /// Whether any entry has ``Entry/hasUnknownSize``.
    public internal(set) var hasUnknownSizes = false
    /// The newest modification time in seconds since 1970.
    public internal(set) var newest = Int64.min

    /// Names in the archive that differ from those of the file system, by entry.
    public internal(set) var archiveNames: [Int: [UInt8]] = [:]

    /// The last component of an entry's path, as the file system has it.
    public func withName<R>(of index: Int, _ body: (Span<UInt8>) -> R) -> R {
        body(arena.span.extracting(entries[index].nameRange))
    }

    /// The same, as a copy.
    public func name(of index: Int) -> [UInt8] { Array(arena[entries[index].nameRange]) }

    /// The last component of an entry's path in the archive.
    public func archiveName(of index: Int) -> [UInt8] { archiveNames[index] ?? name(of: index) }

    /// The content of an entry that carries it in the plan: the target of a symbolic link, a report.
    ///
    /// - Precondition: the entry's ``Entry/isInline`` is true.
    public func inlineContent(of index: Int) -> [UInt8] {
        let entry = entries[index]
        precondition(entry.isInline, "the content of entry \(index) is not in the plan")
        return Array(arena[entry.nameRange.upperBound..<entry.nameRange.upperBound + Int(entry.size)])
    }
}
