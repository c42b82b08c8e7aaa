internal import Archive
internal import FileTree
internal import Gateway
internal import HTTP
internal import Pages
internal import Plan
internal import SystemCalls

/// The answers that show a folder.
extension Responder {
    /// Reads a folder, and counts what is below it. Blocks.
    ///
    /// - Throws: Why there is nothing to show.
    func page(
        _ request: ListingRequest, for exchange: some Exchange, _ log: inout RequestLog
    ) throws(Refusal) -> Page {
        log.format = request.form == .json ? "json" : "html"
        guard let place = pageLimiter.place() else { throw .busy("too many pages", retryAfter: 5) }
        let root = try root(request.settings)
        let path: RelativePath
        do { path = try RelativePath(parsing: request.path) } catch {
            throw error == .tooLong
                ? .notFound("longer than any path") : .badRequest("a path that leads upwards")
        }
        let folder: Folder
        do {
            folder = try FolderReader.folder(
                at: path, beneath: root, policy: request.settings.policy,
                isAbandoned: { exchange.isAbandoned })
        } catch { throw Refusal(error, request.settings.policy) }
        log.entries = folder.items.count
        guard request.endsInSlash else {
            return .folder(path, query: exchange.metaVariables["QUERY_STRING"] ?? [])
        }
        let builder = ListingBuilder(
            request: request, path: path,
            topName: path.last.map { FolderName($0) } ?? request.settings.name.map { FolderName($0) }
                ?? root.name,
            site: SiteAddress(exchange.metaVariables))
        let (sizes, isTooDeep) = try count(builder.counting, beneath: root) { exchange.isAbandoned }
        let listing = builder.listing(of: folder, sizes, isTooDeep: isTooDeep) { [spentTags] archive in
            spentTags.unspent(EntityTag(archive))
        }
        return request.form == .json
            ? Page(ListingJSON.bytes(listing), mediaType: ListingJSON.mediaType, place)
            : Page(ListingPage.document(listing), place)
    }

    /// - Returns: nil for more than is counted for a page, or than an archive may have levels.
    private func count(
        _ request: TreeRequest, beneath root: Root, isAbandoned: @escaping () -> Bool
    ) throws(Refusal) -> (sizes: FolderSizes?, isTooDeep: Bool) {
        do {
            let tree = try TreePlanner.plan(
                request, beneath: root, suspects: suspects.noted, isAbandoned: isAbandoned)
            return (FolderSizes(tree), false)
        } catch {
            guard case .exceeds(let limit) = error else { throw Refusal(error, request.policy) }
            return (nil, limit == .depth)
        }
    }

    /// Sends a page, or that the client has it already. Blocks.
    func send<E: Exchange>(
        _ page: Page, to method: Method, on exchange: E, _ response: E.Response, _ log: inout RequestLog
    ) throws(Refusal) -> RequestLog.Outcome {
        let conditions = RequestConditions(exchange.metaVariables, now: ProcessClock.now.seconds)
        let verdict = conditions.verdict(entityTag: page.entityTag, lastModified: nil, method: method)
        let isKnown = page.status == .ok && verdict == .notModified
        log.status = isKnown ? .notModified : page.status
        let head = page.head(status: log.status)
        log.running.begin(headCount: head.encoded.count, total: isKnown ? 0 : UInt64(page.body.count))
        let outcome = write(head, isKnown ? [] : page.body, on: exchange, response)
        log.bytesSent = response.payloadSent - min(response.payloadSent, UInt64(head.encoded.count))
        return outcome ?? .shown
    }
}
