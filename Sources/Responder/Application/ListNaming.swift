internal import Archive
internal import ByteIO
internal import Compression
internal import HTTP
internal import Lists
internal import Plan

/// What decides on the format and the name of a list's archive besides the list.
struct ListNaming {
    /// What the application's header says, if it says which.
    var announced: ArchiveFormat?
    /// The decoded path below the mount.
    let path: [UInt8]
    /// The formats of the location.
    let offered: [ArchiveFormat]
    /// Whether the name of the download must be one that every system can hold.
    var names = NamePolicy.exact

    /// The announced format, else the list's, else that of the path's ending, else zip.
    ///
    /// - Throws: A 502 if announcement and list differ, or for a format that the location does not offer.
    func format(_ head: ListHead) throws(Refusal) -> ArchiveFormat {
        var format = announced
        if let word = head.format {
            let listed = ArchiveFormat(rawValue: String(decoding: word, as: UTF8.self))
            guard let listed else { throw .badList("format: there is no \"\(word.printable)\"") }
            guard announced == nil || announced == listed else {
                throw .badList("format: is not that of X-Archive-Files")
            }
            format = listed
        }
        let decided = format ?? ArchiveFormat.suffix(of: path)?.format ?? .zip
        guard offered.contains(decided) else {
            throw .badList("format: \(decided.rawValue) is not offered here")
        }
        return decided
    }

    /// The list's choice, else the location's.
    ///
    /// A location that stores everything decides alone: behind some front servers only a length that was promised tells
    /// of an archive that breaks off.
    static func effort(_ head: ListHead, location: Effort) throws(Refusal) -> Effort {
        guard let word = head.compression else { return location }
        guard let effort = Effort(rawValue: String(decoding: word, as: UTF8.self)) else {
            throw .badList("compression: there is no \"\(word.printable)\"")
        }
        return location == .store ? .store : effort
    }

    /// The list's name, else that of the path, else `archive`; with the ending of the format.
    func fileName(_ head: ListHead, format: ArchiveFormat) throws(Refusal) -> DownloadName {
        let stem: [UInt8]
        if let name = head.fileName {
            guard ArchiveName.isSafe(name) else { throw .badList("filename: cannot be one of a file") }
            stem = ArchiveFormat.suffix(of: name).map { Array(name.dropLast($0.text.utf8.count)) } ?? name
        } else {
            let last = path.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
            let bare = ArchiveFormat.suffix(of: last).map { Array(last.dropLast($0.text.utf8.count)) } ?? last
            stem = ArchiveName.isSafe(bare) ? bare : Array("archive".utf8)
        }
        guard ArchiveName.isSafe(stem) else { throw .badList("filename: cannot be one of a file") }
        return ArchiveName.file(stem, format.suffixes[0], names)
    }
}
