internal import Archive
internal import Compression
internal import FileTree

/// A request for an archive: what of which directory, in which form, under which name.
struct ArchiveRequest {
    let tree: TreeRequest
    let format: ArchiveFormat
    let effort: Effort
    /// The file name of the download.
    let fileName: [UInt8]

    /// - Parameters:
    ///   - path: The decoded path below the mount.
    ///   - rootName: What an archive of the root itself is called.
    /// - Throws: A 400 for what cannot be meant, a 404 for what there is no archive of.
    init(
        path: [UInt8], fields: RequestFields, settings: LocationSettings, rootName: [UInt8]
    ) throws(Refusal) {
        let (stem, suffix) = Self.splitSuffix(path)
        let format = fields.format ?? suffix?.format
        guard let format else { throw .notFound("no archive format asked for, and listings are off") }
        guard settings.formats.contains(format) else { throw .notFound("\(format.rawValue) is not offered") }
        let target: RelativePath
        do {
            target = try RelativePath(parsing: fields.format == nil ? stem : path)
        } catch {
            throw error == .tooLong
                ? .notFound("longer than any path") : .badRequest("a path that leads upwards")
        }
        var selection: Selection?
        if let selected = fields.selected {
            selection = Selection(selected)
        }
        let ownName = target.last ?? rootName
        let name = try fields.name.map { (name) throws(Refusal) in
            try ArchiveName.wished(name, format: format)
        }
        tree = TreeRequest(
            target, selection: selection, policy: settings.policy, topName: name ?? ownName)
        self.format = format
        effort = fields.storesOnly ? .store : settings.effort
        let ending = fields.format == nil ? suffix?.text ?? format.suffixes[0] : format.suffixes[0]
        fileName = (name ?? ownName) + ending.utf8
    }

    /// The suffix that names a format, and the path without it; a path that ends in a slash has none.
    private static func splitSuffix(
        _ path: [UInt8]
    ) -> (stem: [UInt8], suffix: (text: String, format: ArchiveFormat)?) {
        for format in ArchiveFormat.allCases {
            for text in format.suffixes where path.count > text.utf8.count && path.hasSuffix(text) {
                let stem = Array(path.dropLast(text.utf8.count))
                if stem.last == UInt8(ascii: "/") { continue }
                return (stem, (text, format))
            }
        }
        return (path, nil)
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
