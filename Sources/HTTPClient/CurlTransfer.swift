internal import ByteIO
internal import CCurl

/// An easy handle of libcurl: a request and its response. It runs in a ``CurlMulti``.
///
/// While nobody reads, it holds of a body: 16 KiB that had no room with the last reader, 16 KiB that libcurl copied
/// when it was paused, libcurl's receive buffer of 16 KiB, and a TLS record of 16 KiB. All else waits in the socket.
@safe
final class CurlTransfer {
    enum State {
        case running
        /// All of the response has been received.
        case ended
        case failed(HTTPClientError)
    }

    let easy: UnsafeMutableRawPointer
    private let words: UnsafeMutablePointer<CChar>
    private var fields: UnsafeMutablePointer<curl_slist>?
    private var receiver: CurlReceiver
    private let sockets: SocketTable
    /// The unix socket of the request.
    private var socketPath: String?
    private(set) var state = State.running

    /// - Parameter sockets: Of the handle that it will run in, which must live as long as the connections do.
    init(_ sockets: SocketTable) throws(HTTPClientError) {
        guard let easy = unsafe curl_easy_init() else { throw .unreachable("libcurl has no memory") }
        unsafe self.easy = easy
        self.sockets = sockets
        receiver = CurlReceiver(sockets)
        unsafe words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(fields)
        unsafe words.deallocate()
    }

    var head: ReceivedHead { receiver.head }

    var isConnected: Bool { receiver.isConnected }

    /// How many connections were begun for it.
    var dialCount: Int { receiver.dialCount }

    /// Whether all of the response has been received and read.
    var isAtEnd: Bool {
        if case .ended = state { !receiver.hasRest } else { false }
    }

    /// Makes it ready for ``CurlMulti`` to begin.
    ///
    /// - Parameter authorities: The directory of certificates that servers are verified with.
    func prepare(
        _ request: HTTPRequest, fields lines: [[UInt8]], connectTimeout: Duration, authorities: String
    ) throws(HTTPClientError) {
        receiver = CurlReceiver(sockets, for: request)
        socketPath = request.socketPath
        state = .running
        try configure(connectTimeout: connectTimeout)
        try configure(request, authorities: authorities)
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
        try check(unsafe sockets.register(with: easy))
    }

    /// Forgets request and response.
    func reset() {
        unsafe curl_easy_reset(easy)
        unsafe curl_slist_free_all(fields)
        unsafe fields = nil
        receiver = CurlReceiver(sockets)
        socketPath = nil
    }

    /// Lends `output` for bytes of the body while `advance` runs.
    func receive(into output: inout OutputSpan<UInt8>, advance: () -> Void) {
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

    /// Takes note that libcurl has ended it.
    func complete(_ result: CURLcode) {
        if let failure = receiver.failure {
            state = .failed(failure)
        } else if result == CURLE_OK {
            state = head.isComplete ? .ended : .failed(.unreachable("the connection ended within the head"))
        } else if receiver.isConnectionSpoilt {
            state = .failed(.unreachable("more has come on a kept connection than was announced"))
        } else if let address = receiver.refusedAddress, !isConnected {
            state = .failed(.untrusted("\(address) is no address that may be connected to"))
        } else {
            state = .failed(HTTPClientError(result, hasHead: head.isComplete, words: text(of: result)))
        }
    }

    func fail(_ error: HTTPClientError) {
        if case .running = state { state = .failed(error) }
    }

    private func text(of result: CURLcode) -> String {
        // libcurl's words are of the URL's host and port, which nothing was connected to.
        if result == CURLE_COULDNT_CONNECT, let socketPath {
            let number = unsafe penstock_curl_errno(easy)
            return "unix:\(socketPath): \(number == 0 ? "cannot be connected to" : errnoText(number))"
        }
        let text = unsafe String(cString: words)
        return text.isEmpty ? unsafe String(cString: curl_easy_strerror(result)) : text
    }

    /// - Throws: ``HTTPClientError/unreachable(_:)`` if libcurl refused an option.
    func check(_ result: CURLcode) throws(HTTPClientError) {
        guard result != CURLE_OK else { return }
        throw .unreachable("libcurl refused an option: \(unsafe String(cString: curl_easy_strerror(result)))")
    }
}
