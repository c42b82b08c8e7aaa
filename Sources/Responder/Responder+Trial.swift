internal import Archive
internal import Gateway
internal import HTTP
internal import HTTPClient
internal import Plan

/// What `penstock doctor` learns of a location that serves lists.
extension Responder {
    /// Objects of a list that servers are asked for, whatever the list says.
    private static let objectsAskedFor = 64

    /// Asks for a list as for any archive of it, and says what came. Blocks.
    func trial(
        _ request: ListRequest, for exchange: some Exchange, _ log: inout RequestLog
    ) -> ProbeProtocol.ListReport {
        var lists = request.lists
        lists.objectsAskedFor = max(lists.objectsAskedFor, Self.objectsAskedFor)
        // The doctor's query is not the application's.
        let question = ListRequest(
            path: request.path, query: [], body: nil, lists: lists, location: request.location)
        do throws(Refusal) {
            switch try answer(question, for: exchange, &log) {
            case .archive(let origin, _):
                let plan = origin.archive.plan
                return .list(
                    entries: plan.entries.count, bytes: plan.contentSize, skipped: origin.skippedCount)
            case .passedOn(let transfer):
                let (status, headers) = (transfer.status, transfer.headers)
                return .passedOn(
                    status: status,
                    isUnmarked: ListAnnouncement.isMissing(status: status, headers: headers))
            case .report(let report): return report
            case .page, .status: throw .notFound("a page in the place of a list")
            // Not for a list, whose form is the application's.
            case .elsewhere: return .passedOn(status: Status.seeOther.rawValue, isUnmarked: false)
            }
        } catch {
            return .refused(
                status: error.status.rawValue, source: request.lists.manifest.kind, reason: error.reason)
        }
    }

    func tell<E: Exchange>(
        _ report: ProbeProtocol.ListReport, on exchange: E, _ response: E.Response, _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        let body = Array(report.text.utf8)
        let head = ResponseHead(
            status: .ok,
            headers: [
                Header("Content-Type", "text/plain; charset=utf-8"),
                Header("Content-Length", String(body.count)),
                Header("Cache-Control", "no-store"), probeHeader(exchange.metaVariables),
            ] + ResponseHead.always)
        return write(head, body, on: exchange, response) ?? .probed
    }
}
