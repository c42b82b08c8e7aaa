internal import Archive
internal import FileTree
internal import HTTP
internal import Plan

/// What is sent in answer to a request for an archive: all of it, a part of it, or nothing because the client
/// has it.
struct ArchiveReply {
    enum Extent {
        case whole
        case part(ArchivePart)
        case notModified
    }

    let extent: Extent
    /// What is known of the archive.
    let index: ArchiveIndex
    /// The exact length of the whole archive in bytes, if it is known.
    let length: UInt64?

    var status: Status {
        switch extent {
        case .whole: .ok
        case .part: .partialContent
        case .notModified: .notModified
        }
    }

    /// The exact length of the body in bytes, if it is known.
    var bodyLength: UInt64? {
        switch extent {
        case .whole: length
        case .part(let part): part.range.upperBound - part.range.lowerBound
        case .notModified: 0
        }
    }

    /// - Parameter isForm: Whether the request was a form's.
    func head(for prepared: PreparedArchive, isForm: Bool) -> ResponseHead {
        var headers: [Header] = []
        if case .notModified = extent {} else { headers += content(prepared) }
        if prepared.origin.isRepeatable { headers.append(Header("ETag", prepared.entityTag.text)) }
        if let date = prepared.lastModified.flatMap(HTTPDate.text(secondsSinceEpoch:)) {
            headers.append(Header("Last-Modified", date))
        }
        let others = prepared.origin.headers.filter { !CacheControl.isField($0) }
        headers += CacheControl.headers(isForm: isForm, announced: prepared.origin.headers)
        return ResponseHead(status: status, headers: headers + ResponseHead.always + others)
    }

    /// What tells of the body; a 304 has none (RFC 9110 §15.4.5).
    private func content(_ prepared: PreparedArchive) -> [Header] {
        var headers = [
            Header("Content-Type", prepared.archive.format.mediaType),
            prepared.origin.disposition,
        ]
        if let bodyLength { headers.append(Header("Content-Length", String(bodyLength))) }
        if case .part(let part) = extent, let length {
            let range = "\(part.range.lowerBound)-\(part.range.upperBound - 1)/\(length)"
            headers.append(Header("Content-Range", "bytes \(range)"))
        }
        return headers + [
            Header("Accept-Ranges", length == nil || !prepared.origin.isRepeatable ? "none" : "bytes"),
            Header("X-Archive-Entries", String(prepared.archive.plan.entries.count)),
            Header("X-Archive-Bytes", String(prepared.archive.plan.contentSize)),
            Header("X-Archive-Skipped", String(prepared.origin.skippedCount)),
        ]
    }
}
