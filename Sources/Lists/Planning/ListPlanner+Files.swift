internal import ByteIO
internal import FileTree
internal import Plan
internal import Remote
internal import SystemCalls

/// Entries whose content is on disk.
extension ListPlanner {
    mutating func addFile(
        _ name: EntryName, _ entry: ListEntry, _ path: RelativePath, root: Int, _ answer: FileStatuses.Answer
    ) throws(ListPlanError) {
        guard let status = try status(answer, of: entry) else { return }
        if let size = entry.size, size != status.size {
            throw blame("size", "is \(size), but the file has \(status.size) bytes")
        }
        if status.size == 0, let checksum = entry.checksum, checksum != 0 {
            throw blame("crc32", "is not that of an empty file")
        }
        let attributes = EntryAttributes(
            kind: .file, size: status.size, modifiedSeconds: entry.modified ?? status.modified.seconds,
            modifiedNanoseconds: entry.modified == nil ? status.modified.nanoseconds : 0,
            permissions: entry.permissions ?? 0o644)
        let place = ListedFiles.Place.file(path: path.bytes, root: root, modified: status.modified)
        try add(attributes, name, at: place, checksum: entry.checksum)
    }

    /// The status of a regular file; nil if there is none that can be read, which is noted.
    private mutating func status(
        _ answer: FileStatuses.Answer, of entry: ListEntry
    ) throws(ListPlanError) -> FileStatus? {
        do throws(MissingReason) {
            return try answer.get()
        } catch {
            if case .failed(let failure) = error {
                if failure.kind == .exhausted { throw .exhausted(failure) }
                if failure.kind == .crossesRoot { throw blame(entry.source.field, "leads out of its root") }
            }
            try leaveOut(entry, error.text, details: "\(error)")
            return nil
        }
    }

    /// The place of an entry's content, if there is one that is allowed.
    func checked(_ place: ListStretch.Place, _ entry: ListEntry) throws(ListPlanError) -> SourceMap.Place {
        let field = entry.source.field
        do { return try place.get() } catch {
            switch error {
            case .leadsUpwards: throw blame(field, "leads upwards")
            case .tooLong: throw blame(field, "is longer than any path")
            case .notAllowed:
                let kind = field == "path" ? "directory" : "prefix"
                throw blame(field, "\(entry.source.printable) is beneath no \(kind) that is allowed here")
            case .object(let fault): throw blame(field, fault.reason)
            }
        }
    }
}

extension ListEntry.Source {
    /// The field of a list that says where content is.
    var field: String {
        switch self {
        case .url: "url"
        case .s3: "s3"
        default: "path"
        }
    }

    /// Where content is, for people and logs, without the query of a URL; empty for content that the list has itself.
    var printable: String {
        switch self {
        case .directory, .text, .link: ""
        case .path(let path): path.printableLine
        case .location(_, let written), .url(let written):
            written.prefix { $0 != UInt8(ascii: "?") }.printableLine
        case .s3(let name): "s3://\(name.printableLine)"
        }
    }
}
