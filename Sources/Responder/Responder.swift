internal import Archive
internal import ByteIO
public import Compression
public import FastCGI
public import FileTree
public import Logging
internal import Plan

/// Answers requests, each from its parameters to its last byte. Used by many threads.
public final class Responder: Sendable {
    private let configuration: ResponderConfiguration
    private let roots: RootTable
    private let limiter: StreamLimiter
    private let identifiers = RequestIdentifier()
    let pool: CompressionPool
    let checksums: ChecksumIndex
    let indexes: ArchiveIndexes
    let readers: ReaderPool
    private let logger: Logger

    /// - Parameters:
    ///   - pool: Compresses for all requests.
    ///   - checksums: Knows files that were sent before.
    ///   - indexes: Knows archives that were sent before.
    ///   - readers: Read small files ahead for all requests.
    public init(
        _ configuration: ResponderConfiguration, pool: CompressionPool, checksums: ChecksumIndex,
        indexes: ArchiveIndexStore, readers: ReaderPool, logger: Logger
    ) {
        self.indexes = ArchiveIndexes(indexes, pool: pool, checksums: checksums, logger: logger)
        self.pool = pool
        self.checksums = checksums
        self.readers = readers
        self.configuration = configuration
        self.logger = logger
        roots = RootTable(allowed: configuration.allowedRoots)
        limiter = StreamLimiter(limit: configuration.maxStreams)
    }

    /// Forgets the open roots, so that the next request opens what bears their names then.
    public func reopenRoots() { roots.reopen() }

    /// Ends what goes on behind requests. To be called when no further ones come; blocks for a few seconds at
    /// most.
    public func stop() { indexes.stop() }

    /// Answers a request, ends it, and logs one line. Blocks until the client has it all.
    public func respond(to exchange: some Exchange) {
        var log = RequestLog(id: identifiers.name(exchange.metaVariables), exchange.metaVariables)
        let response = exchange.response()
        let outcome: RequestLog.Outcome
        if exchange.isDraining {
            outcome = refuse(.busy("draining", retryAfter: 5), on: exchange, response, &log)
        } else if limiter.enter() {
            defer { limiter.leave() }
            do {
                let prepared = try prepare(exchange, &log)
                let reply = try reply(to: exchange, with: prepared)
                let extra = prepared.probe.map { _ in [probeHeader(exchange)] } ?? []
                outcome = send(reply, extra, of: prepared, on: exchange, response, &log)
            } catch {
                outcome = refuse(error, on: exchange, response, &log)
            }
        } else {
            outcome = refuse(.busy("max-streams reached", retryAfter: 5), on: exchange, response, &log)
        }
        log.firstByte = response.firstSent
        log.write(outcome, to: logger)
    }

    /// All that can go wrong before the first byte.
    private func prepare(_ exchange: some Exchange, _ log: inout RequestLog) throws(Refusal)
        -> PreparedArchive
    {
        let variables = exchange.metaVariables
        guard let method = Method(rawValue: variables.text("REQUEST_METHOD") ?? "") else {
            throw .methodNotAllowed
        }
        let settings = try LocationSettings(variables)
        let path = try RequestPath.belowMount(variables, mount: settings.mount)
        let query = variables["QUERY_STRING"] ?? []
        guard query.count <= RequestPath.longest else { throw .tooLong("query") }
        var fields = try URLEncoding.fields(query)
        if method == .post { fields += try RequestBody.fields(of: exchange) }
        if settings.answersProbes, let probe = try Probe(fields) { return try prepare(probe, settings, &log) }
        let root = try root(settings)
        let request = try ArchiveRequest(
            path: path, fields: try RequestFields(fields), settings: settings,
            rootName: settings.name.map { Array($0.utf8) } ?? root.name)
        log.format = request.format.rawValue
        let tree: TreePlan
        do {
            tree = try TreePlanner.plan(request.tree, beneath: root) { exchange.isAbandoned }
        } catch { throw Refusal(error) }
        log.entries = tree.plan.entries.count
        log.skipped = tree.skippedCount
        return PreparedArchive(request, tree, beneath: root)
    }

    /// Tells `penstock doctor` what it talks to.
    private func probeHeader(_ exchange: some Exchange) -> Header {
        let server = exchange.metaVariables.text("SERVER_SOFTWARE") ?? ""
        return Header("X-Penstock-Probe", "\(configuration.requestSource); \(server)")
    }

    private func prepare(
        _ probe: Probe, _ settings: LocationSettings, _ log: inout RequestLog
    ) throws(Refusal) -> PreparedArchive {
        log.format = probe.format.rawValue
        do { return try PreparedArchive(probe, effort: settings.effort) } catch {
            throw .badRequest("a probe that is too large")
        }
    }

    private func root(_ settings: LocationSettings) throws(Refusal) -> Root {
        if let path = settings.root { return try roots.root(at: path, setting: "PENSTOCK_ROOT") }
        if let path = configuration.defaultRoot { return try roots.root(at: path, setting: "--root") }
        throw .misconfigured("neither PENSTOCK_ROOT nor --root is set")
    }
}
