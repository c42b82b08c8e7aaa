internal import Archive
internal import Responder
internal import SystemCalls

/// Finds out what a front server makes of archives, one question after the other.
struct Examination {
    let client: ProbeClient
    /// What every other answer is compared with.
    private let whole: ProbeClient.Response
    let server: FrontServer
    /// The version of HTTP in which requests arrive at the front server, in lowercase; nil if that does not tell.
    private let version: String?
    /// Whether another server stands between the client and the front server.
    let isProxied: Bool

    /// Why there is nothing to examine.
    struct Unavailable: Error, Equatable {
        let finding: Finding
    }

    /// Asks for the first probe. Blocks.
    init(_ client: ProbeClient) throws {
        self.client = client
        var transfer = try client.open(.steady, ["--show-error"])
        guard let head = transfer.head else {
            throw Unavailable(finding: .wrong("\(client.url) does not answer.", []))
        }
        // Without probes an archive of everything may be on its way.
        guard head.status == 200, let header = head[ProbeProtocol.header.description] else {
            var page: [UInt8] = []
            while head.status >= 400, page.count < UnprobedAnswer.pageLimit {
                let more = try transfer.next()
                guard !more.isEmpty else { break }
                page += more
            }
            let answer = UnprobedAnswer(
                url: client.url, head: head, page: String(decoding: page, as: UTF8.self),
                access: Host.isThisMachine(client.url) ? SocketAccess.observed() : nil)
            throw Unavailable(finding: answer.finding)
        }
        whole = try ProbeClient.Response(rest: transfer, head)
        let answerer = ProbeProtocol.Answerer(header)
        server = FrontServer(answerer)
        version = answerer.version
        isProxied = answerer.isForwarded || answerer.version == "http/1.0" || head["Via"] != nil
    }

    /// Asks everything. Blocks, for `duration` and a few seconds.
    ///
    /// - Parameters:
    ///   - duration: Of the longest download, in seconds.
    ///   - report: Is told each finding.
    func run(duration: Int, report: (Finding) -> Void) throws {
        if let list = try client.trial() { report(ListFinding(report: list, server: server).finding) }
        if let version { report(arrival(in: version)) }
        report(length())
        report(try compression())
        report(try head())
        report(try ranges())
        report(try post())
        report(try failure(.broken, format: .tar, "that breaks off, with a length,"))
        report(try failure(.broken, format: .tarGzip, "that breaks off, compressed,"))
        report(try failure(.dropped, format: .tarGzip, "whose responder dies, compressed,"))
        report(try pace())
        report(try time(duration))
    }

    func wrong(_ problem: Problem, _ text: String) -> Finding {
        .wrong(text, isProxied ? problem.cureInProxy : problem.cure(server))
    }

    /// curl asks in a later version: who asks in HTTP/1.0 stands in between.
    private func arrival(in version: String) -> Finding {
        if version == "http/1.0" {
            return wrong(
                .oldVersion, "Requests arrive in HTTP/1.0, as of a proxy in front: no archive is compressed.")
        }
        return .good("Requests arrive in \(version.uppercased()).")
    }

    private func length() -> Finding {
        guard whole.exit == 0, let length = whole.head.contentLength else {
            return wrong(
                .noLength, "An archive arrives without its Content-Length: no progress bar, no resume.")
        }
        guard length == whole.body.count else {
            return wrong(.noLength, "\(whole.body.count) bytes arrive of an archive of \(length).")
        }
        return .good("An archive arrives with its length.")
    }

    private func compression() throws -> Finding {
        for format in [ArchiveFormat.tar, .tarGzip] {
            let accepting = ["--header", "Accept-Encoding: gzip, deflate, br, zstd"]
            guard let response = try client.get(.steady, format: format, accepting),
                response.exit == 0, response.head.status == 200
            else { return wrong(.compressed, "A client that takes compression gets no \(format.rawValue).") }
            if let encoding = response.head["Content-Encoding"] {
                return wrong(
                    .compressed, "A \(format.rawValue) is compressed once more on its way (\(encoding)).")
            }
            guard format == .tar else { continue }
            guard response.head.contentLength != nil, response.head["ETag"] == whole.head["ETag"] else {
                return wrong(
                    .compressed, "A filter changes the headers of archives for clients that take compression."
                )
            }
        }
        return .good("No filter compresses archives once more.")
    }

    private func head() throws -> Finding {
        let response = try client.get(.steady, ["--head", "--max-time", "30"])
        guard let response, response.exit == 0, response.head.status == 200,
            response.head.contentLength == whole.head.contentLength,
            response.head["ETag"] == whole.head["ETag"]
        else { return wrong(.noHead, "HEAD does not give the headers of GET.") }
        return .good("HEAD gives the headers of GET.")
    }

    private func ranges() throws -> Finding {
        let tag = whole.head["ETag"] ?? "-"
        let size = whole.body.count
        guard size >= 2000 else {
            return wrong(.noRanges, "\(size) bytes are too few to ask for a part of them.")
        }
        let cases: [(range: String, options: [String], bytes: Range<Int>)] = [
            ("1000-1999", [], 1000..<2000), ("-700", [], size - 700..<size),
            ("\(size / 2)-", ["--header", "If-Range: \(tag)"], size / 2..<size),
        ]
        for (range, options, bytes) in cases {
            let response = try client.get(.steady, ["--range", range] + options)
            guard let response, response.exit == 0, response.head.status == 206,
                response.body.elementsEqual(whole.body[bytes])
            else {
                return wrong(.noRanges, "A range (\(range)) does not arrive: downloads cannot be resumed.")
            }
        }
        return .good("Ranges arrive, so that downloads can be resumed.")
    }

    private func post() throws -> Finding {
        guard let response = try client.post(.steady), response.head.status == 200,
            response.body == whole.body
        else { return wrong(.noPost, "A form sent by POST gets no archive.") }
        return .good("A form sent by POST gets its archive.")
    }
}
