internal import Archive
internal import Responder
internal import SystemCalls

/// Asks a location for probes.
struct ProbeClient {
    /// A response that has ended.
    struct Response {
        let head: HTTPHead
        let body: [UInt8]
        /// curl's exit status; 0 if the client must take the response for complete.
        let exit: Int32

        /// Takes the rest of a transfer whose head has come. Blocks.
        init(rest transfer: consuming Transfer, _ head: HTTPHead) throws(SystemCallError) {
            self.head = head
            body = try transfer.rest()
            exit = transfer.finish()
        }
    }

    /// Of the location, without a query.
    let url: String
    /// Further options of curl.
    let options: [String]

    /// Asks for a probe and waits for its head. Blocks.
    func open(
        _ probe: ProbeProtocol.Kind, format: ArchiveFormat = .tar, seconds: Int? = nil,
        _ options: [String] = []
    ) throws(SystemCallError) -> Transfer {
        let query = ProbeProtocol.query(probe, format: format, seconds: seconds)
        return try Transfer.begin(self.options + options + ["\(url)?\(query)"])
    }

    /// Asks for a probe and takes all of it. Blocks.
    ///
    /// - Returns: nil if no response came.
    func get(
        _ probe: ProbeProtocol.Kind, format: ArchiveFormat = .tar, seconds: Int? = nil,
        _ options: [String] = []
    ) throws(SystemCallError) -> Response? {
        try Self.rest(open(probe, format: format, seconds: seconds, options))
    }

    /// The same by POST.
    func post(_ probe: ProbeProtocol.Kind) throws(SystemCallError) -> Response? {
        let form = ProbeProtocol.query(probe, format: .tar)
        return try Self.rest(Transfer.begin(options + ["--data", form, url]))
    }

    /// Asks what would become of a request for the list of the URL. Blocks.
    ///
    /// - Returns: nil if the location serves no lists.
    func trial() throws(SystemCallError) -> ProbeProtocol.ListReport? {
        let response = try Self.rest(Transfer.begin(options + ["\(url)?\(ProbeProtocol.trialQuery)"]))
        guard let response, response.exit == 0, response.head.status == 200 else { return nil }
        return ProbeProtocol.ListReport(String(decoding: response.body, as: UTF8.self))
    }

    private static func rest(_ transfer: consuming Transfer) throws(SystemCallError) -> Response? {
        guard let head = transfer.head else { return nil }
        return try Response(rest: transfer, head)
    }
}
