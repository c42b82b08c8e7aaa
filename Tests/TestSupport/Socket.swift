import Glibc

/// A connected stream socket; every wait on it has a limit.
struct Socket: ~Copyable, Sendable {
    private let descriptor: Int32
    init(connectedTo address: SocketAddress) throws {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = Glibc.socket(address.family, type, 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        // connect(2) waits while a listener has a full queue.
        var limit = timeval(tv_sec: Int(Duration.patience.components.seconds), tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        let result = unsafe address.withPointer { unsafe connect(descriptor, $0, $1) }
        guard result == 0 else {
            if errno == EAGAIN || errno == EINPROGRESS {
                throw DeadlinePassed(awaited: "\(address) to accept a connection")
            }
            throw SystemFailure("connect", BytePath(address.description))
        }
    }

    /// False once the peer has closed.
    func send(_ bytes: [UInt8]) throws -> Bool {
        try unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                try wait(for: Int16(POLLOUT), "the peer of a socket to take bytes")
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let count = unsafe Glibc.send(
                    descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                if count < 0, errno == EPIPE || errno == ECONNRESET { return false }
                guard count > 0 || errno == EAGAIN else { throw SystemFailure("send") }
                offset += max(0, count)
            }
            return true
        }
    }

    /// Some bytes; none once the peer has closed.
    func receive() throws -> [UInt8] {
        try wait(for: Int16(POLLIN), "the peer of a socket to send something or to close")
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        if count < 0, errno == ECONNRESET { return [] }
        guard count >= 0 else { throw SystemFailure("recv") }
        buffer.removeSubrange(count...)
        return buffer
    }

    private func wait(for events: Int16, _ awaited: String) throws {
        var request = pollfd(fd: descriptor, events: events, revents: 0)
        let count = unsafe poll(&request, 1, Int32(Duration.patience.components.seconds) * 1000)
        guard count > 0 else { throw DeadlinePassed(awaited: awaited) }
    }

    deinit { close(descriptor) }
}

extension SocketAddress {
    /// Whether somebody accepts connections there.
    public var isAnswering: Bool {
        do {
            _ = try Socket(connectedTo: self)
            return true
        } catch {
            return false
        }
    }

    /// A port of 127.0.0.1 that was free a moment ago.
    public static func freeLoopbackPort() throws -> UInt16 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        defer { close(descriptor) }
        let bound = unsafe SocketAddress.loopback(port: 0).withPointer { unsafe bind(descriptor, $0, $1) }
        guard bound == 0 else { throw SystemFailure("bind") }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard named == 0 else { throw SystemFailure("getsockname") }
        return UInt16(bigEndian: address.sin_port)
    }
}
