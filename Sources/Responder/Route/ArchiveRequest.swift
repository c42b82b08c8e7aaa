internal import Archive
internal import Compression
internal import FileTree
internal import HTTP
internal import Plan

/// A request for an archive: what of which directory, in which form, under which name.
struct ArchiveRequest {
    let tree: TreeRequest
    let format: ArchiveFormat
    let effort: Effort
    /// The file name of the download.
    let fileName: DownloadName

    /// - Parameters:
    ///   - path: The decoded path below the mount.
    ///   - rootName: What an archive of the root itself is called.
    /// - Throws: A 400 for what cannot be meant, a 404 for what there is no archive of.
    init(
        path: [UInt8], fields: RequestFields, settings: LocationSettings, rootName: FolderName
    ) throws(Refusal) {
        // With the format in a field, the path is taken as it is: `a.zip` is then the name of a directory.
        let suffix = fields.format == nil ? Self.suffix(of: path) : nil
        let format = fields.format ?? suffix?.format
        guard let format else { throw .noFormat }
        guard settings.formats.contains(format) else { throw .notFound("\(format.rawValue) is not offered") }
        let target: RelativePath
        do {
            target = try RelativePath(parsing: Array(path.dropLast(suffix?.text.utf8.count ?? 0)))
        } catch {
            throw error == .tooLong
                ? .notFound("longer than any path") : .badRequest("a path that leads upwards")
        }
        let ownName = target.last.map { FolderName($0) } ?? rootName
        let name = try fields.name.map { (name) throws(Refusal) in
            FolderName(try ArchiveName.wished(name, format: format))
        }
        var policy = settings.policy
        if let names = fields.names { policy.names = names }
        tree = TreeRequest(
            target, selection: fields.selected.flatMap(Selection.init), policy: policy,
            topName: name ?? ownName)
        self.format = format
        effort = fields.storesOnly ? .store : settings.effort
        fileName = ArchiveName.file((name ?? ownName).bytes, suffix?.text ?? format.suffixes[0], policy.names)
    }

    /// The suffix that names a format; there must be a name in front of it.
    static func suffix(of path: [UInt8]) -> (text: String, format: ArchiveFormat)? {
        guard let suffix = ArchiveFormat.suffix(of: path) else { return nil }
        let stem = path.dropLast(suffix.text.utf8.count)
        return stem.isEmpty || stem.last == UInt8(ascii: "/") ? nil : suffix
    }
}
