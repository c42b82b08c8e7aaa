internal import CCurl

/// A multi handle of libcurl, the connections it keeps, and the one easy handle that runs in it.
///
/// While nobody reads, it holds of a body: 16 KiB that had no room with the last reader, 16 KiB that libcurl copied
/// when it was paused, libcurl's receive buffer of 16 KiB, and a TLS record of 16 KiB. All else waits in the socket.
@safe
final class CurlHandle: @unchecked Sendable {
    // Sound: `HandlePool` lends a handle to one transfer at a time, a transfer belongs to one thread, and libcurl
    // lets handles go from thread to thread between calls.

    enum State {
        case running
        /// All of the response has been received.
        case ended
        case failed(HTTPClientError)
    }

    /// How many connections a handle keeps, each to another server.
    private static let connectionLimit = 4

    /// Not when the process starts: libcurl and OpenSSL take 2 MiB.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    let easy: UnsafeMutableRawPointer
    let authorities: String
    private let multi: UnsafeMutableRawPointer
    private let words: UnsafeMutablePointer<CChar>
    private var fields: UnsafeMutablePointer<curl_slist>?
    private var receiver = CurlReceiver()
    private(set) var state = State.running

    /// - Parameter authorities: The directory of certificates that servers are verified with.
    init(authorities: String) throws(HTTPClientError) {
        guard Self.isLibraryReady, let multi = unsafe curl_multi_init() else {
            throw .unreachable("libcurl cannot be initialised")
        }
        guard let easy = unsafe curl_easy_init() else {
            unsafe curl_multi_cleanup(multi)
            throw .unreachable("libcurl has no memory")
        }
        unsafe penstock_curl_keep_at_most(multi, Self.connectionLimit)
        unsafe self.multi = multi
        unsafe self.easy = easy
        unsafe words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.authorities = authorities
    }

    deinit {
        end()
        unsafe curl_easy_cleanup(easy)
        unsafe curl_multi_cleanup(multi)
        unsafe words.deallocate()
    }

    var head: ReceivedHead { receiver.head }

    var isConnected: Bool { receiver.isConnected }

    /// Whether all of the response has been received and read.
    var isAtEnd: Bool {
        if case .ended = state { !receiver.hasRest } else { false }
    }

    /// Begins a transfer; ``advance()`` moves it on.
    ///
    /// - Parameter lines: The fields of the request, as ``HTTPRequest/fieldLines()`` gives them.
    func begin(
        _ request: HTTPRequest, fields lines: [[UInt8]], connectTimeout: Duration
    ) throws(HTTPClientError) {
        receiver = CurlReceiver()
        state = .running
        try configure(connectTimeout: connectTimeout)
        try configure(request)
        for line in lines {
            let longer = unsafe (line + [0]).withUnsafeBytes {
                unsafe curl_slist_append(fields, $0.baseAddress?.assumingMemoryBound(to: CChar.self))
            }
            guard let longer = unsafe longer else { throw .unreachable("libcurl has no memory") }
            unsafe fields = longer
        }
        try check(unsafe penstock_curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields))
        try check(unsafe penstock_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, words))
        try check(unsafe receiver.register(with: easy))
        guard unsafe curl_multi_add_handle(multi, easy) == CURLM_OK else {
            throw .unreachable("libcurl does not take the request")
        }
    }

    /// Ends the transfer. Its connection is kept if all of the response was received, and closed if not.
    func end() {
        unsafe curl_multi_remove_handle(multi, easy)
        unsafe curl_easy_reset(easy)
        unsafe curl_slist_free_all(fields)
        unsafe fields = nil
        receiver = CurlReceiver()
    }

    /// Does what can be done without waiting.
    func advance() {
        guard case .running = state else { return }
        var count: CInt = 0
        let code = unsafe curl_multi_perform(multi, &count)
        var result = CURLE_OK
        if code != CURLM_OK {
            state = .failed(.unreachable(unsafe String(cString: curl_multi_strerror(code))))
        } else if unsafe penstock_curl_has_ended(multi, &result) != 0 {
            state = outcome(result)
        }
    }

    /// Does the same, and appends bytes of the body to `output`.
    func advance(into output: inout OutputSpan<UInt8>) {
        unsafe output.withUnsafeMutableBufferPointer { buffer, count in
            let free = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
            count += unsafe receiver.lending(free) {
                if receiver.isPaused {
                    receiver.isPaused = false
                    // What libcurl held is handed over before this returns.
                    unsafe curl_easy_pause(easy, CURLPAUSE_CONT)
                }
                advance()
            }
        }
    }

    /// Waits until something can be done. Blocks.
    func wait(atMost limit: Duration) {
        unsafe curl_multi_poll(multi, nil, 0, CInt(limit.milliseconds), nil)
    }

    private func outcome(_ result: CURLcode) -> State {
        if let failure = receiver.failure { return .failed(failure) }
        if result == CURLE_OK, head.isComplete { return .ended }
        return .failed(HTTPClientError(result, hasHead: head.isComplete, words: text(of: result)))
    }

    private func text(of result: CURLcode) -> String {
        if result == CURLE_OK { return "the connection ended within the head" }
        let text = unsafe String(cString: words)
        return text.isEmpty ? unsafe String(cString: curl_easy_strerror(result)) : text
    }

    /// - Throws: ``HTTPClientError/unreachable(_:)`` if libcurl refused an option.
    func check(_ result: CURLcode) throws(HTTPClientError) {
        guard result != CURLE_OK else { return }
        throw .unreachable("libcurl refused an option: \(unsafe String(cString: curl_easy_strerror(result)))")
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, so that a wait never ends before its time.
    var milliseconds: Int {
        Int(components.seconds) * 1000
            + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
