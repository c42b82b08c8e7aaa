internal import CCurl

/// A multi handle of libcurl, the connections it keeps, and the transfers that run in it.
@safe
final class CurlMulti: @unchecked Sendable {
    // Sound: `HandlePool` lends a handle to one session at a time, a session belongs to one thread, and libcurl lets
    // handles go from thread to thread between calls.

    /// How many connections a handle keeps that run no transfer.
    private static let connectionLimit = 16

    /// Not when the process starts: libcurl and OpenSSL take 2 MiB.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    let authorities: String
    private let multi: UnsafeMutableRawPointer
    /// Outlives the connections: they are closed before it goes.
    private let sockets = SocketTable()
    private var running: [CurlTransfer] = []
    /// Handles that ran transfers before.
    private var idle: [CurlTransfer] = []

    /// - Parameter authorities: The directory of certificates that servers are verified with.
    init(authorities: String) throws(HTTPClientError) {
        guard Self.isLibraryReady, let multi = unsafe curl_multi_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        unsafe penstock_curl_keep_at_most(multi, Self.connectionLimit)
        unsafe self.multi = multi
        self.authorities = authorities
    }

    deinit {
        endAll()
        unsafe curl_multi_cleanup(multi)
    }

    /// How many connections were begun.
    var dialCount: Int { sockets.count }

    /// Begins a transfer; ``advance()`` moves it on, with all others.
    ///
    /// - Parameter lines: The fields of the request, as ``HTTPRequest/fieldLines()`` gives them.
    func begin(
        _ request: HTTPRequest, fields lines: [[UInt8]], connectTimeout: Duration
    ) throws(HTTPClientError) -> CurlTransfer {
        let transfer = if let known = idle.popLast() { known } else { try CurlTransfer(sockets) }
        try transfer.prepare(
            request, fields: lines, connectTimeout: connectTimeout, authorities: authorities)
        guard unsafe curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            throw .unreachable("libcurl does not take the request")
        }
        running.append(transfer)
        return transfer
    }

    /// Ends a transfer. Its connection is kept if all of the response was received, and closed if not.
    func end(_ transfer: CurlTransfer) {
        guard let place = running.firstIndex(where: { $0 === transfer }) else { return }
        running.remove(at: place)
        unsafe curl_multi_remove_handle(multi, transfer.easy)
        transfer.reset()
        idle.append(transfer)
    }

    /// Ends all transfers.
    func endAll() {
        for transfer in running { end(transfer) }
    }

    /// Does what can be done without waiting, for all transfers.
    func advance() {
        var count: CInt = 0
        let code = unsafe curl_multi_perform(multi, &count)
        guard code == CURLM_OK else {
            let error = HTTPClientError.unreachable(unsafe String(cString: curl_multi_strerror(code)))
            for transfer in running { transfer.fail(error) }
            return
        }
        var result = CURLE_OK
        while let easy = unsafe penstock_curl_next_ended(multi, &result) {
            running.first { unsafe $0.easy == easy }?.complete(result)
        }
    }

    /// Waits until something can be done for any transfer. Blocks.
    func wait(atMost limit: Duration) {
        unsafe curl_multi_poll(multi, nil, 0, CInt(limit.milliseconds), nil)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, so that a wait never ends before its time.
    var milliseconds: Int {
        Int(components.seconds) * 1000
            + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
