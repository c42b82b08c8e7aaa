internal import Archive
internal import HTTP
internal import Plan

/// Names for top folders and downloads.
enum ArchiveName {
    private static let longest = 255

    /// Whether `name` can be one component of a path.
    static func isSafe(_ name: [UInt8]) -> Bool {
        1...longest ~= name.count && name != Array(".".utf8) && name != Array("..".utf8)
            && !name.contains {
                $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
            }
    }

    /// The file name of a download, from what it is called and the ending of its format.
    static func file(_ stem: [UInt8], _ ending: String, _ policy: NamePolicy) -> DownloadName {
        DownloadName(policy == .portable ? PortableName.make(stem) : stem, ending: ending)
    }

    /// A name that a client wishes, without the format's ending, which will be added.
    ///
    /// - Throws: A 400 for a name that cannot be one.
    static func wished(_ name: [UInt8], format: ArchiveFormat) throws(Refusal) -> [UInt8] {
        guard var text = String(validating: name, as: UTF8.self) else {
            throw .badRequest("a name that is not UTF-8")
        }
        if let suffix = format.suffixes.first(where: { text.hasSuffix($0) }) {
            text.removeLast(suffix.count)
        }
        guard isSafe(Array(text.utf8)) else { throw .badRequest("a name that cannot be one of a file") }
        return Array(text.utf8)
    }
}
