internal import Archive
internal import FileTree
internal import HTTP
internal import Pages
internal import Plan
internal import SystemCalls

/// Puts together what a listing shows.
struct ListingBuilder {
    /// Files and folders that are counted for a page.
    static let longestCount = 20_000
    /// Rows of a page.
    static let pageSize = 10_000

    let request: ListingRequest
    let path: RelativePath
    let topName: FolderName
    let site: SiteAddress

    /// The walk that counts what is in the folder: of everything that an archive would hold.
    var counting: TreeRequest {
        var policy = request.settings.policy
        policy.maxEntries = Self.longestCount
        policy.maxBytes = nil
        policy.unreadable = .report
        return TreeRequest(path, policy: policy, topName: topName)
    }

    /// - Parameters:
    ///   - sizes: Nil if there is more than is counted for a page.
    ///   - isTooDeep: Whether there are more levels than an archive may have.
    ///   - tag: Names an archive of the folder.
    func listing(
        of folder: Folder, _ sizes: FolderSizes?, isTooDeep: Bool, tag: (Archive) -> EntityTag
    ) -> Listing {
        let policy = request.settings.policy
        let items = RowOrder(folder, request.query, sizes: sizes).items()
        let pageCount = max(1, (items.count + Self.pageSize - 1) / Self.pageSize)
        var query = request.query
        query.page = min(query.page, pageCount)
        // "Find all PDFs, download" is two clicks.
        let isSearch = !query.search.isEmpty
        var listing = Listing(
            path: path.components, site: request.settings.name ?? site.host, address: site.url, query: query,
            limits: .init(bytes: policy.maxBytes, entries: policy.maxEntries, depth: policy.maxDepth))
        let start = (query.page - 1) * Self.pageSize
        listing.rows = items[start..<min(items.count, start + Self.pageSize)].map {
            row($0, of: folder, sizes)
        }
        listing.folderCount = folder.items.count { $0.isDirectory }
        listing.fileCount = folder.items.count - listing.folderCount
        listing.foundCount = isSearch ? items.count : nil
        listing.pageCount = pageCount
        listing.formats = request.settings.formats.map(\.rawValue)
        listing.archiveName = ArchiveName.file(topName.bytes, "", policy.names).text
        listing.files = request.settings.files.map { prefix in
            (prefix.hasSuffix("/") ? prefix : prefix + "/")
                + path.components.map { URLText.component($0) + "/" }.joined()
        }
        listing.whole = sizes.map { whole($0, tag) }
        listing.countedEntries = sizes == nil && !isTooDeep ? Self.longestCount : nil
        listing.obstacle = isTooDeep ? .depth(most: policy.maxDepth) : obstacle(sizes)
        return listing
    }

    private func row(_ item: Folder.Item, of folder: Folder, _ sizes: FolderSizes?) -> Listing.Row {
        let name = folder.name(of: item)
        let isCounted = item.isDirectory && item.access == .readable
        let sum = isCounted ? sizes.map { $0[name] ?? .init() } : nil
        let access: Listing.Row.Access =
            switch item.access {
            case .readable: .readable
            case .unreadable: .unreadable
            case .leftOut: .leftOut
            }
        return Listing.Row(
            name: name, kind: item.isDirectory ? .folder : .file, isLink: item.isLink, access: access,
            bytes: item.isDirectory ? sum?.bytes : item.size, files: sum?.files,
            modified: item.modified.seconds)
    }

    private func whole(_ sizes: FolderSizes, _ tag: (Archive) -> EntityTag) -> Listing.Whole {
        let archives = request.settings.formats.map { format in
            Archive(sizes.tree.plan, format: format, effort: request.settings.effort)
        }
        return Listing.Whole(
            entries: sizes.entryCount, files: sizes.total.files, bytes: sizes.total.bytes,
            lengths: archives.map { $0.length(knowing: ArchiveIndex()) },
            entityTags: archives.map { tag($0).digits })
    }

    private func obstacle(_ sizes: FolderSizes?) -> Listing.Obstacle? {
        let policy = request.settings.policy
        guard let sizes else {
            return policy.maxEntries <= Self.longestCount
                ? .entries(nil, most: policy.maxEntries) : nil
        }
        if let most = policy.maxBytes, sizes.total.bytes > most {
            return .bytes(sizes.total.bytes, most: most)
        }
        // What cannot be read takes as much work as an entry.
        let count = sizes.entryCount + sizes.tree.unreadableCount
        if count > policy.maxEntries { return .entries(count, most: policy.maxEntries) }
        return policy.unreadable == .fail && sizes.tree.missingCount > 0 ? .unreadable : nil
    }
}
