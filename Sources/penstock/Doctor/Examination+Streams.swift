internal import Archive
internal import Responder
internal import SystemCalls

/// Archives that break off, wait or take long.
extension Examination {
    /// Seconds after which a client that is told nothing has waited for too long.
    private static let patience = 30

    /// - Parameter description: Of the archive.
    func failure(
        _ probe: ProbeProtocol.Kind, format: ArchiveFormat, _ description: String
    ) throws -> Finding {
        let response = try client.get(probe, format: format, ["--max-time", String(Self.patience)])
        guard let response, response.head.status == 200 else {
            let status = response.map { "status \($0.head.status)" } ?? "no answer"
            return .unknown("An archive \(description) could not be tried: \(status).")
        }
        if response.exit == 0 {
            return wrong(
                .silentFailure,
                "An archive \(description) arrives as a success: \(response.body.count) bytes and no error.")
        }
        if response.exit == Transfer.timedOut {
            return wrong(
                .lateFailure, "An archive \(description) leaves the client waiting for \(Self.patience) s.")
        }
        return .good("An archive \(description) is an error for the client.")
    }

    func pace() throws -> Finding {
        let pause: Duration = .seconds(3)
        var transfer = try client.open(.clock)
        var body = try transfer.next()
        let taken = transfer.count
        _ = Poll.readable([], timeout: pause)
        body += try transfer.rest()
        guard transfer.finish() == 0, let ahead = ProbeClock.ahead(body, taken: taken, pause: pause) else {
            return wrong(.runsAhead, "A download whose client stops for three seconds does not arrive whole.")
        }
        let size = "\((ahead + (1 << 19)) >> 20) MiB"
        // Socket buffers, and those of a server that streams, come to less.
        if ahead > 16 << 20 {
            return wrong(
                .runsAhead, "The server takes \(size) more than its client: it spools or buffers archives.")
        }
        return .good("The server waits for a slow client; it took \(size) more than it.")
    }

    func time(_ seconds: Int) throws -> Finding {
        let response = try client.get(.slow, seconds: seconds)
        guard let response, response.exit == 0, response.head.status == 200,
            response.body.count == response.head.contentLength
        else {
            return wrong(.cutOff, "A download of \(seconds) s is cut off.")
        }
        // The longest of the limits that servers have by default.
        if server == .fcgid, seconds < 430 {
            return .unknown(
                "A download of \(seconds) s is not cut off. By default mod_fcgid ends those of more than 300 s; "
                    + "to see whether it does:", ["penstock doctor --duration 430 \(client.url)"])
        }
        return .good("A download of \(seconds) s is not cut off.")
    }
}
