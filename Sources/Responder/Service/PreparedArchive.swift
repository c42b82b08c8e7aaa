internal import Archive
internal import ByteIO
internal import FileTree
internal import SystemCalls

/// An archive that has passed every check, with the head of its answer.
struct PreparedArchive {
    let archive: Archive
    let content: TreeContent
    let tree: TreePlan
    /// The exact length of the body, if it is known.
    let length: UInt64?
    let head: ResponseHead

    init(
        _ request: ArchiveRequest, _ tree: TreePlan, beneath root: Root, isForm: Bool,
        checksums: ChecksumIndex, readers: ReaderPool? = nil, isAbandoned: @escaping () -> Bool
    ) {
        self.tree = tree
        archive = Archive(tree.plan, format: request.format, effort: request.effort)
        content = TreeContent(
            of: request.tree, beneath: root, checksums: checksums, readers: readers, isAbandoned: isAbandoned)
        length = archive.length()
        var headers = [
            Header("Content-Type", request.format.mediaType),
            Header("Content-Disposition", ContentDisposition.attachment(request.fileName)),
        ]
        if let length { headers.append(Header("Content-Length", String(length))) }
        headers.append(Header("ETag", EntityTag.of(archive)))
        if let date = Self.lastModified(tree.plan) { headers.append(Header("Last-Modified", date)) }
        headers += [
            Header("Accept-Ranges", "none"),
            // Every answer to a GET may be kept by the browser that asked, if it asks again before it uses
            // it.
            Header("Cache-Control", isForm ? "no-store" : "private, no-cache"),
            Header("X-Archive-Entries", String(tree.plan.entries.count)),
            Header("X-Archive-Bytes", String(tree.plan.contentSize)),
            Header("X-Archive-Skipped", String(tree.skippedCount)),
        ]
        head = ResponseHead(status: .ok, headers: headers + ResponseHead.always)
    }

    /// The newest time in the plan; none if it is in the future (RFC 9110 §8.8.2.1).
    private static func lastModified(_ plan: Plan) -> String? {
        guard plan.newest <= ProcessClock.now.seconds else { return nil }
        return HTTPDate.text(secondsSinceEpoch: plan.newest)
    }
}
