import Glibc
import Synchronization

/// Two connected stream sockets: what is sent into the near one arrives at the far one.
public final class SocketPair: Sendable {
    private let ends: Mutex<(near: CInt, far: CInt)>

    public struct Failed: Error {}

    public init() throws {
        var ends: [CInt] = [0, 0]
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failed() }
        self.ends = Mutex((near: ends[0], far: ends[1]))
    }

    /// Over TCP, as if the peer were on another machine, if it were not on this one.
    public static func overTCP() throws -> SocketPair {
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        let (listener, far) = (socket(AF_INET, type, 0), socket(AF_INET, type, 0))
        defer { Glibc.close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let near = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> CInt in
                guard unsafe bind(listener, address, size) == 0, listen(listener, 1) == 0,
                    unsafe getsockname(listener, address, &size) == 0,
                    unsafe connect(far, address, size) == 0
                else { return -1 }
                return accept(listener, nil, nil)
            }
        }
        guard near >= 0 else { throw Failed() }
        return SocketPair(near: near, far: far)
    }

    private init(near: CInt, far: CInt) { ends = Mutex((near: near, far: far)) }

    /// Has the near socket hold so much (SO_SNDBUF).
    public func setSendBuffer(_ count: CInt) {
        var count = count
        _ = unsafe setsockopt(near, SOL_SOCKET, SO_SNDBUF, &count, socklen_t(MemoryLayout<CInt>.size))
    }

    /// Valid until it is closed.
    public var near: CInt { ends.withLock { $0.near } }

    /// Whether the near socket takes nothing more at this moment.
    public var isFull: Bool {
        var request = pollfd(fd: near, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, 0) == 0
    }

    /// The next `count` bytes; fewer if the near end closes before that. Blocks.
    ///
    /// - Throws: ``DeadlinePassed`` if the near end neither sends nor closes; then the far end is closed, so that
    ///   nobody waits for it in vain.
    public func receive(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard waitUntilReadable(.patience) else {
                closeFar()
                throw DeadlinePassed(
                    awaited: "\(count) bytes or the near end to close, after \(bytes.count) bytes")
            }
            let part = take(atMost: count - bytes.count)
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }

    /// What has been sent and not yet received. Does not block.
    public func receiveWhatIsThere() -> [UInt8] {
        var bytes: [UInt8] = []
        while waitUntilReadable(.zero) {
            let part = take(atMost: 1 << 20)
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }

    private func waitUntilReadable(_ limit: Duration) -> Bool {
        var request = pollfd(fd: ends.withLock { $0.far }, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, CInt(limit.components.seconds) * 1000) > 0
    }

    private func take(atMost count: Int) -> [UInt8] {
        let number = ends.withLock { $0.far }
        return unsafe [UInt8](unsafeUninitializedCapacity: min(count, 1 << 20)) { buffer, initialized in
            initialized = max(0, unsafe read(number, buffer.baseAddress, buffer.count))
        }
    }

    /// What is there to be read, once there is something, at most `limit` bytes; nothing when the near end has
    /// closed. Blocks as ``receive(_:)`` does, and throws the same.
    public func receiveSome(_ limit: Int) throws -> [UInt8] {
        guard waitUntilReadable(.patience) else {
            closeFar()
            throw DeadlinePassed(awaited: "some bytes or the near end to close")
        }
        return take(atMost: limit)
    }

    public func closeNear() { ends.withLock { Self.close(&$0.near) } }

    public func closeFar() { ends.withLock { Self.close(&$0.far) } }

    private static func close(_ number: inout CInt) {
        if number >= 0 { _ = Glibc.close(number) }
        number = -1
    }

    deinit {
        closeNear()
        closeFar()
    }
}
