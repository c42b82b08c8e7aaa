internal import Archive
internal import FileTree
internal import Gateway
internal import HTTP
internal import HTTPClient
internal import Lists
internal import Pages
internal import Plan
internal import Remote
internal import SystemCalls

/// Archives of lists.
extension Responder {
    /// Gets the list and plans its archive. Blocks.
    func answer(
        _ request: ListRequest, for exchange: some Exchange, _ log: inout RequestLog
    ) throws(Refusal) -> Answer {
        let started = ContinuousClock.now
        defer { log.listDuration = .now - started }
        switch request.lists.manifest {
        case .application(let address):
            let transfer = try ask(address, request, exchange)
            guard let announcement = try ListAnnouncement(status: transfer.status, headers: transfer.headers)
            else {
                return .passedOn(transfer)
            }
            log.ignored = announcement.ignored
            let input = TransferInput(
                transfer, limit: request.lists.maxBytes, silence: configuration.originTimeout)
            let naming = ListNaming(
                announced: announcement.format, path: request.path, offered: request.location.formats,
                names: request.location.policy.names)
            return .archive(
                try origin(input, announcement.form, naming, announcement, request, exchange, &log))
        case .spool(let directory):
            guard request.body == nil else { throw .noForm }
            let spool = Spool(
                root: try roots.root(at: directory, setting: "PENSTOCK_MANIFEST"), age: request.lists.spoolAge
            )
            let list = try spool.open(
                request.path, now: ProcessClock.now.seconds, limit: request.lists.maxBytes)
            let naming = ListNaming(
                path: request.path, offered: request.location.formats,
                names: request.location.policy.names)
            return .archive(try origin(list.input, list.form, naming, nil, request, exchange, &log))
        }
    }

    private func ask(
        _ address: ApplicationAddress, _ request: ListRequest, _ exchange: some Exchange
    ) throws(Refusal) -> HTTPTransfer {
        let allowed = configuration.allowedOrigins
        guard allowed.isEmpty || allowed.contains(where: address.isBeneath) else {
            throw .misconfigured("PENSTOCK_MANIFEST \(address.text) is beneath no allowed origin")
        }
        let question = ApplicationRequest.request(
            address, path: request.path, query: request.query, exchange.metaVariables, body: request.body)
        do throws(HTTPClientError) {
            return try client.send(
                question, timeouts: HTTPTimeouts(silence: configuration.originTimeout)
            ) { exchange.isAbandoned }
        } catch { throw Refusal(error) }
    }

    private func origin(
        _ input: any ListInput, _ form: ListForm, _ naming: ListNaming, _ announcement: ListAnnouncement?,
        _ request: ListRequest, _ exchange: some Exchange, _ log: inout RequestLog
    ) throws(Refusal) -> ListOrigin {
        let sources = try sources(request)
        var policy = ListPolicy(request.location.policy)
        policy.objectsAskedFor = request.lists.objectsAskedFor
        let questions = ObjectQuestions(
            origins, allows: { sources.allows($0) }, isAbandoned: { exchange.isAbandoned })
        defer { if sources.allowsObjects { log.note(questions.notes) } }
        let list: ListPlan
        log.running.enter(.planning)
        do throws(ListPlanError) {
            list = try ListPlanner.plan(
                form, from: input, sources: sources, policy: policy, questions: questions
            ) { exchange.isAbandoned }
        } catch { throw Refusal(error, request.location.policy) }
        let rules = FetchRules(authorization: list.head.authorization) { sources.allows($0) }
        let origin = try ListOrigin(
            list, naming, request.location, announcement, origins: origins, rules: rules,
            checksums: checksums, readers: readers)
        log.format = origin.archive.format.rawValue
        log.entries = list.plan.entries.count
        log.skipped = list.skippedCount
        log.firstMissing = list.missing.first
        return origin
    }

    /// What a location's lists may name.
    private func sources(_ request: ListRequest) throws(Refusal) -> SourceMap {
        let hasRoot = request.location.root != nil || configuration.defaultRoot != nil
        let root = hasRoot ? try root(request.location) : nil
        var items: [(item: SourceItem, directory: Root?)] = []
        for item in request.lists.sources {
            if let origin = item.origin, !configuration.allows(origin) {
                throw .misconfigured("PENSTOCK_SOURCES \(item.text) is beneath no allowed origin")
            }
            var directory: Root?
            if let path = item.directory {
                directory = try roots.root(at: path, setting: "PENSTOCK_SOURCES")
            }
            items.append((item, directory))
        }
        return SourceMap(root: root, items: items)
    }
}
