internal import Archive
internal import FileTree
internal import Gateway
internal import HTTP
internal import Pages
internal import SystemCalls

/// The answers that tell of the service itself.
extension Responder {
    /// Tells how the service is. It takes no stream's place, and waits for no other request.
    func tell<E: Exchange>(
        _ request: StatusRequest, on exchange: E, _ response: E.Response, _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        var headers = [
            // A cache that ignores one of these may know another.
            Header("Cache-Control", "no-cache, no-store, must-revalidate, max-age=0")
        ]
        let (type, body): (String, [UInt8])
        switch request.form {
        case .ping: (type, body) = (StatusReport.textMediaType, Array("pong\n".utf8))
        case .text:
            (type, body) = (StatusReport.textMediaType, Array(report().text(full: request.isFull).utf8))
        case .json: (type, body) = (StatusReport.jsonMediaType, Array(report().json.utf8))
        case .metrics: (type, body) = (StatusReport.metricsMediaType, Array(report().metrics.utf8))
        case .html:
            headers.append(Document.policy)
            (type, body) = (Document.mediaType, report().page(refresh: request.refresh).bytes)
        }
        headers += [Header("Content-Type", type), Header("Content-Length", String(body.count))]
        let head = ResponseHead(status: .ok, headers: headers + ResponseHead.always)
        return write(head, body, on: exchange, response) ?? .told
    }

    private func report() -> StatusReport {
        let (running, totals, sent, blocked) = scoreboard.look()
        var service = StatusReport.Service()
        service.version = configuration.version
        service.process = currentProcess
        service.source = configuration.requestSource.rawValue
        service.isOneOfSeveral = [.inherited, .cgi].contains(configuration.requestSource)
        service.started = scoreboard.started
        service.now = ProcessClock.now.seconds
        service.memory = Memory.residentBytes
        service.descriptors = DescriptorLimit.openCount
        service.descriptorLimit = DescriptorLimit.current
        service.cache = checksums.keptBytes + indexes.keptBytes
        service.cacheLimit = configuration.cacheLimit
        return StatusReport(
            service: service,
            places: StatusReport.Places(
                active: limiter.active, most: limiter.most, limit: configuration.maxStreams),
            totals: totals, formats: ArchiveFormat.allCases.map(\.rawValue), running: running, sent: sent,
            blocked: blocked)
    }
}
