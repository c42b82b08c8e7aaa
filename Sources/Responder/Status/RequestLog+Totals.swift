internal import Archive
internal import ByteIO
internal import HTTP
internal import Pages
internal import SystemCalls

/// What became of a request, in the words of the status.
extension RequestLog {
    func add(_ outcome: Outcome, to totals: inout StatusTotals) {
        switch outcome {
        case .told: break
        case .probed: totals.add(.probe)
        case _ where isProbe: totals.add(.probe)
        case .refused(let status, let reason): totals.add(RefusalKind(status, reason: reason))
        case .complete where isArchive: totals.add(stream(.complete), now: ProcessClock.now.seconds)
        case .clientGone where isArchive: totals.add(stream(.clientGone), now: ProcessClock.now.seconds)
        case .failed(_, let result) where isArchive:
            totals.add(stream(result), now: ProcessClock.now.seconds)
        case .complete: totals.add(status == .notModified ? .notModified : .head)
        case .passed: totals.add(.passed)
        case .shown, .redirected: totals.add(.page)
        case .clientGone, .failed: totals.add(.abandoned)
        }
    }

    private func stream(_ result: StreamResult) -> StatusTotals.Stream {
        var stream = StatusTotals.Stream()
        stream.format = format
        stream.result = result
        stream.bytes = bytesSent
        stream.entries = result == .complete && status == .ok ? entries : 0
        stream.skipped = skipped
        stream.blocked = running.waited
        stream.firstByte = timeToFirstByte
        return stream
    }
}

extension StreamResult {
    init(_ error: ArchiveError) {
        self =
            switch error {
            case .sink(.enough): .complete
            case .sink(.disconnected), .content(_, .abandoned): .clientGone
            case .sink(.timedOut): .dropped
            case .sink(.stopped): .stopped
            case .sink(.inconsistent): .changed
            case .sink(.failed): .failed
            case .content(_, .endedEarly), .content(_, .vanished), .content(_, .notRegular),
                .content(_, .changed), .content(_, .otherChecksum):
                .changed
            case .content(_, .unavailable): .unavailable
            case .content(_, .failed): .unreadable
            }
    }
}

extension RefusalKind {
    init(_ status: Status, reason: String) {
        self =
            switch status {
            case .forbidden: .forbidden
            case .notFound, .gone: .notFound
            case .preconditionFailed: .precondition
            case .rangeNotSatisfiable: .range
            case .contentTooLarge: .limit
            case .internalServerError: .fault
            case .badGateway, .gatewayTimeout, .loopDetected: .origin
            case .serviceUnavailable:
                switch reason {
                case Refusal.full.reason: .maxStreams
                case Refusal.draining.reason: .draining
                default: .busy
                }
            default: .request
            }
    }
}

/// The refusals that the status tells from others of their status.
extension Refusal {
    static let full = busy("max-streams reached", retryAfter: 5)
    static let draining = busy("draining", retryAfter: 5)
}
