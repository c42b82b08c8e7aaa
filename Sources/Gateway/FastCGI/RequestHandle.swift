internal import CFastCGI
internal import SystemCalls

/// libfcgi's state for one connection: the handshake, the meta-variables, standard input and the end of a
/// request.
///
/// libfcgi keeps pointers into it, so it is allocated once and never moves. All calls block and belong to one
/// thread.
@safe
struct RequestHandle: ~Copyable {
    private let request: UnsafeMutablePointer<FCGX_Request>

    /// - Parameter descriptor: A connection, which this value now owns.
    init(adopting descriptor: CInt) {
        unsafe request = .allocate(capacity: 1)
        unsafe request.initialize(to: FCGX_Request())
        unsafe FCGX_InitRequest(request, -1, 0)
        unsafe request.pointee.ipcFd = descriptor
        // Else FCGX_Accept_r begins by closing the descriptor.
        unsafe request.pointee.keepConnection = 1
    }

    deinit {
        unsafe FCGX_Free(request, 1)
        unsafe request.deallocate()
    }

    /// The connection; negative once it is closed.
    var descriptor: CInt { unsafe request.pointee.ipcFd }

    /// FastCGI §3.3.
    var requestId: UInt16 { UInt16(truncatingIfNeeded: unsafe request.pointee.requestId) }

    /// Ends the request before, if any, and reads the next up to the end of its parameters.
    ///
    /// - Returns: false when the peer has closed or does not speak FastCGI; the connection is then closed.
    mutating func accept() -> Bool { unsafe FCGX_Accept_r(request) == 0 }

    /// The parameters of the current request. libfcgi holds them as C strings: one with a NUL ends there.
    func metaVariables() -> MetaVariables {
        guard let list = unsafe request.pointee.envp else { return MetaVariables() }
        return MetaVariables(unsafe Environment.bytes(in: list))
    }

    /// Appends what comes next on standard input, at most `limit` bytes.
    ///
    /// - Returns: how many there were; fewer than `limit` at its end.
    mutating func readInput(_ limit: Int, appendingTo bytes: inout [UInt8]) -> Int {
        var count = 0
        bytes.append(addingCapacity: limit) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, used in
                guard let start = buffer.baseAddress else { return }
                unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) { start in
                    count = max(0, Int(unsafe FCGX_GetStr(start, CInt(clamping: limit), request.pointee.in)))
                }
                used += count
            }
        }
        return count
    }

    /// Whether standard input broke off: the peer closed, was silent for too long, or does not keep to the
    /// protocol.
    var inputFailed: Bool { unsafe FCGX_GetError(request.pointee.in) != 0 }

    /// Ends the request as the protocol wants it, and keeps the connection if the server wishes so.
    ///
    /// - Parameter mayKeep: False if something of the request is left unread, which would garble the next
    ///   one.
    mutating func finish(mayKeep: Bool) {
        if !mayKeep { unsafe request.pointee.keepConnection = 0 }
        unsafe FCGX_Finish_r(request)
    }

    /// Closes the connection and says nothing more on it.
    mutating func drop() {
        // Without this, closing waits up to two seconds for the peer.
        unsafe FCGX_Detach(request)
        unsafe FCGX_Free(request, 1)
    }

    /// To be called once, before anything else and before signals are set up: it installs handlers of its
    /// own.
    static func initializeLibrary() -> Bool { FCGX_Init() == 0 }
}

/// libfcgi as a whole.
public enum FastCGILibrary {
    /// Prepares the library for the process. It installs signal handlers: set up ``Signals`` afterwards.
    ///
    /// - Returns: false if the library cannot be used.
    public static func initialize() -> Bool { RequestHandle.initializeLibrary() }
}
