internal import Archive
internal import ByteIO
public import Compression
public import FileTree
public import Gateway
internal import HTTP
internal import HTTPClient
public import Logging
internal import Pages
internal import Plan
internal import Remote

/// What a request gets.
enum Answer {
    /// - wantedTag: The digits of the entity tag that it must have; nil if any will do.
    case archive(any Origin, wantedTag: String? = nil)
    /// The query of the URL that has the archive.
    case elsewhere([UInt8])
    /// What the application has answered instead of a list.
    case passedOn(HTTPTransfer)
    case page(Page)
    /// For `penstock doctor`.
    case report(ProbeProtocol.ListReport)
    case status(StatusRequest)
}

/// Answers requests, each from its parameters to its last byte. Used by many threads.
public final class Responder: Sendable {
    let configuration: ResponderConfiguration
    let roots: RootTable
    let limiter: StreamLimiter
    /// For pages of folders: each takes reading, and some MB until its client has it.
    let pageLimiter = StreamLimiter(limit: 64)
    let scoreboard = Scoreboard()
    private let identifiers = RequestIdentifier()
    let checksums: ChecksumIndex
    let readers: ReaderPool
    let suspects = SuspectFiles()
    let spentTags = SpentTags()
    let pool: CompressionPool
    let indexes: ArchiveIndexes
    let selections: SelectionStore
    private let logger: Logger
    let client = HTTPClient()
    /// The servers that have the content of lists.
    let origins: Origins

    /// - Parameters:
    ///   - pool: Compresses for all requests.
    ///   - checksums: Knows files that were sent before.
    ///   - indexes: Knows archives that were sent before.
    ///   - selections: Knows what forms have selected.
    ///   - readers: Read small files ahead for all requests.
    public init(
        _ configuration: ResponderConfiguration, pool: CompressionPool, checksums: ChecksumIndex,
        indexes: ArchiveIndexStore, selections: SelectionStore = SelectionStore(), readers: ReaderPool,
        logger: Logger
    ) {
        self.indexes = ArchiveIndexes(indexes, pool: pool, logger: logger)
        self.selections = selections
        self.pool = pool
        self.checksums = checksums
        self.readers = readers
        self.configuration = configuration
        self.logger = logger
        roots = RootTable(allowed: configuration.allowedRoots)
        limiter = StreamLimiter(limit: configuration.maxStreams)
        origins = Origins(
            client, timeouts: HTTPTimeouts(silence: configuration.originTimeout),
            rules: configuration.originRules, ahead: configuration.originAhead)
    }

    /// Forgets the open roots, so that the next request opens what bears their names then.
    ///
    /// - Parameter isGood: Whether all else that was to be read anew could be.
    public func reopenRoots(noting isGood: Bool) {
        roots.reopen()
        scoreboard.noteReload(isGood: isGood)
    }

    /// Ends what goes on behind requests. To be called when no further ones come; blocks for a few seconds at
    /// most.
    public func stop() { indexes.stop() }

    /// Answers a request, ends it, and logs one line. Blocks until the client has it all.
    public func respond(to exchange: some Exchange) {
        let response = exchange.response()
        var log = RequestLog(
            id: identifiers.name(exchange.metaVariables), exchange.metaVariables, response.progress)
        scoreboard.enter(log.running)
        let outcome: RequestLog.Outcome
        do throws(Refusal) {
            guard !exchange.isDraining else { throw .draining }
            let route = try Route(exchange.metaVariables) { () throws(Refusal) in
                try RequestBody.bytes(of: exchange)
            }
            switch try answer(route, for: exchange, &log) {
            case .archive(let origin, let wantedTag):
                let prepared = PreparedArchive(origin, spent: spentTags)
                log.running.enter(.waiting)
                let reply = try reply(to: exchange, route, wantedTag: wantedTag, with: prepared)
                outcome = try send(reply, of: prepared, to: route.method, on: exchange, response, &log)
            case .page(let page):
                outcome = try send(page, to: route.method, on: exchange, response, &log)
            case .elsewhere(let query):
                outcome = redirect(to: query, on: exchange, response, &log)
            case .passedOn(let transfer):
                outcome = pass(transfer, to: route.method, on: exchange, response, &log)
            case .report(let report):
                outcome = tell(report, on: exchange, response, &log)
            case .status(let request):
                outcome = tell(request, on: exchange, response, &log)
            }
        } catch {
            outcome = refuse(error, on: exchange, response, &log)
        }
        log.firstByte = response.firstSent
        scoreboard.leave(log.running) { log.add(outcome, to: &$0) }
        log.write(outcome, to: logger)
    }

    /// What a request gets. All that can be wrong with an archive is known then. Blocks.
    private func answer(
        _ route: Route, for exchange: some Exchange, _ log: inout RequestLog
    ) throws(Refusal) -> Answer {
        switch route.target {
        case .tree(let path, let fields, let settings):
            let root = try root(settings)
            let place = SelectionPlace(
                exchange.metaVariables, root: settings.root ?? configuration.defaultRoot ?? "")
            let fields = try completed(RequestFields(fields), at: place)
            let request = try ArchiveRequest(
                path: path, fields: fields, settings: settings,
                rootName: settings.name.map { FolderName($0) } ?? root.name)
            log.format = request.format.rawValue
            if let query = address(
                of: fields, request.tree.selection, at: place, route, exchange.metaVariables)
            {
                return .elsewhere(query)
            }
            log.running.enter(.planning)
            let origin = try TreeOrigin(
                request, beneath: root, checksums: checksums, readers: readers, suspects: suspects
            ) { exchange.isAbandoned }
            log.entries = origin.archive.plan.entries.count
            log.skipped = origin.skippedCount
            log.firstMissing = origin.missing.first
            return .archive(origin, wantedTag: fields.entityTag)
        case .listing(let request):
            log.running.enter(.planning)
            return .page(try page(request, for: exchange, &log))
        case .list(let request):
            return try answer(request, for: exchange, &log)
        case .status(let request):
            log.running.hide()
            return .status(request)
        case .trial(let request):
            return .report(trial(request, for: exchange, &log))
        case .probe(let probe, let effort):
            log.format = probe.format.rawValue
            log.isProbe = true
            do {
                return .archive(
                    try ProbeOrigin(probe, effort: effort, headers: [probeHeader(exchange.metaVariables)]))
            } catch { throw .badRequest("a probe that is too large") }
        }
    }

    /// Tells `penstock doctor` what it talks to.
    func probeHeader(_ variables: MetaVariables) -> Header {
        Header(
            ProbeProtocol.header,
            ProbeProtocol.headerValue(
                configuration.requestSource, software: variables.text("SERVER_SOFTWARE") ?? "",
                version: variables.text("SERVER_PROTOCOL"),
                isForwarded: ProbeProtocol.isForwarded(variables)))
    }

    func root(_ settings: LocationSettings) throws(Refusal) -> Root {
        if let path = settings.root { return try roots.root(at: path, setting: "PENSTOCK_ROOT") }
        if let path = configuration.defaultRoot { return try roots.root(at: path, setting: "--root") }
        throw .misconfigured("neither PENSTOCK_ROOT nor --root is set")
    }
}
