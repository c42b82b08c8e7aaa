internal import CCurl

/// What libcurl hands over for one transfer: lines of the head, bytes of the body.
///
/// Bytes go to memory that a reader lends. Of what has no room there, one piece is kept until the next reader; the next
/// piece stays with libcurl, which then receives no more.
@safe
final class CurlReceiver {
    private(set) var head = ReceivedHead()
    /// Why a line of the head was not taken.
    private(set) var failure: HTTPClientError?
    /// Whether there is a connection that the request is sent on.
    private(set) var isConnected = false
    /// How many connections were begun.
    private(set) var dialCount = 0
    /// The last address that there may be no connection to.
    private(set) var refusedAddress: String?
    /// Whether the connection that was to be used has more of an earlier answer than was announced.
    private(set) var isConnectionSpoilt = false
    private let mayConnect: (@Sendable ([UInt8]) -> Bool)?
    private let sockets: SocketTable
    private let isSecure: Bool
    /// Whether libcurl holds a piece until it is told to go on.
    var isPaused = false

    private var room = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private var filled = 0
    /// At most a piece of libcurl, 16 KiB (CURL_MAX_WRITE_SIZE).
    private var rest: ArraySlice<UInt8> = []

    init(_ sockets: SocketTable, for request: HTTPRequest? = nil) {
        self.sockets = sockets
        mayConnect = request?.mayConnect
        isSecure = request?.url.hasPrefix("https:") ?? false
    }

    /// Whether some of the body waits for a reader here.
    var hasRest: Bool { !rest.isEmpty }

    /// Lends memory for the bytes of the body as long as `body` runs.
    ///
    /// - Returns: how many bytes were put there.
    func lending(_ memory: UnsafeMutableBufferPointer<UInt8>, _ body: () -> Void) -> Int {
        unsafe room = memory
        filled = 0
        if hasRest { unsafe rest = rest.dropFirst(rest.withUnsafeBufferPointer { unsafe fill($0) }) }
        // The memory goes when no byte of it is left.
        if !hasRest { rest = [] }
        if unsafe filled < room.count { body() }
        unsafe room = UnsafeMutableBufferPointer(start: nil, count: 0)
        return filled
    }

    /// - Returns: how many of `bytes` had room.
    private func fill(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let count = unsafe min(bytes.count, room.count - filled)
        // Sound: `filled..<filled + count` is inside the lent memory, which nothing of libcurl's overlaps.
        let part = unsafe UnsafeMutableBufferPointer(rebasing: room[filled..<filled + count])
        _ = unsafe part.initialize(fromContentsOf: bytes.prefix(count))
        filled += count
        return count
    }

    /// - Returns: what a write callback of libcurl returns.
    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // One piece is taken without a reader: libcurl would copy it anyway, and a short body is at its end with it, so
        // that its connection is free for the next request.
        guard unsafe filled < room.count || !hasRest else {
            isPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        let count = unsafe fill(bytes)
        rest = unsafe Array(bytes.dropFirst(count))[...]
        return bytes.count
    }

    /// - Returns: what a callback in front of a request returns.
    private func connect(fromPort port: CInt) -> CInt {
        // Over TLS, something may have come that is not part of any answer.
        if dialCount == 0, !isSecure, sockets.hasInput(fromPort: port) {
            isConnectionSpoilt = true
            return CURL_PREREQFUNC_ABORT
        }
        isConnected = true
        return CURL_PREREQFUNC_OK
    }

    /// - Returns: what a callback that opens a socket returns.
    private func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe penstock_curl_address_bytes(address, buffer.baseAddress)
        }
        bytes.removeLast(bytes.count - Int(count))
        if let mayConnect, count > 0, !mayConnect(bytes) {
            refusedAddress = Self.text(bytes)
            return CURL_SOCKET_BAD
        }
        dialCount += 1
        return unsafe sockets.open(for: address)
    }

    /// An address as it is written in logs.
    private static func text(_ address: [UInt8]) -> String {
        if address.count == 4 { return address.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: address.count, by: 2).map {
            String(UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]), radix: 16)
        }
        return groups.joined(separator: ":")
    }

    /// - Returns: what a header callback of libcurl returns: anything but the count ends the transfer.
    private func takeLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        do throws(HTTPClientError) {
            try head.take(unsafe Array(bytes))
            return bytes.count
        } catch {
            failure = error
            return 0
        }
    }
}

/// libcurl's side. It holds the receiver's address, which is valid because the owner of the handle keeps the
/// receiver.
extension CurlReceiver {
    /// Has `easy` hand everything over to this receiver.
    func register(with easy: UnsafeMutableRawPointer) -> CURLcode {
        unsafe penstock_curl_set_receivers(
            easy,
            { unsafe CurlReceiver.at($3).takeLine(CurlReceiver.bytes($0, $1 * $2)) },
            { unsafe CurlReceiver.at($3).takeBody(CurlReceiver.bytes($0, $1 * $2)) },
            { context, _, _, _, port in unsafe CurlReceiver.at(context).connect(fromPort: port) },
            { context, _, address in
                guard let address = unsafe address else { return CURL_SOCKET_BAD }
                return unsafe CurlReceiver.at(context).openSocket(to: address)
            },
            Unmanaged.passUnretained(self).toOpaque())
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlReceiver {
        guard let context = unsafe context else { preconditionFailure("a callback without its context") }
        return unsafe Unmanaged<CurlReceiver>.fromOpaque(context).takeUnretainedValue()
    }

    private static func bytes(_ start: UnsafeMutablePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<
        UInt8
    > {
        let raw = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe raw.bindMemory(to: UInt8.self)
    }
}
