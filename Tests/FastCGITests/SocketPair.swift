import Glibc
import Synchronization

/// Two connected stream sockets: what is sent into the near one arrives at the far one.
final class SocketPair: Sendable {
    private let ends: Mutex<(near: CInt, far: CInt)>

    struct Failed: Error {}

    init() throws {
        var ends: [CInt] = [0, 0]
        let type = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failed() }
        self.ends = Mutex((near: ends[0], far: ends[1]))
    }

    /// Over TCP, as if the peer were on another machine, if it were not on this one.
    static func overTCP() throws -> SocketPair {
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
    func setSendBuffer(_ count: CInt) {
        var count = count
        _ = unsafe setsockopt(near, SOL_SOCKET, SO_SNDBUF, &count, socklen_t(MemoryLayout<CInt>.size))
    }

    /// Valid until it is closed.
    var near: CInt { ends.withLock { $0.near } }

    /// Whether the near socket takes nothing more at this moment.
    var isFull: Bool {
        var request = pollfd(fd: near, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, 0) == 0
    }

    /// The next `count` bytes; fewer if the near end closes before that. Blocks.
    func receive(_ count: Int) -> [UInt8] {
        let number = ends.withLock { $0.far }
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            let result = unsafe bytes.withUnsafeMutableBytes {
                unsafe read(number, $0.baseAddress.map { unsafe $0 + received }, count - received)
            }
            guard result > 0 else { break }
            received += result
        }
        bytes.removeSubrange(received...)
        return bytes
    }

    /// What is there to be read, once there is something, at most `limit` bytes; nothing when the near end has
    /// closed. Blocks.
    func receiveSome(_ limit: Int) -> [UInt8] {
        let number = ends.withLock { $0.far }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(number, $0.baseAddress, limit) }
        return Array(bytes.prefix(max(0, count)))
    }

    func closeNear() { ends.withLock { Self.close(&$0.near) } }

    func closeFar() { ends.withLock { Self.close(&$0.far) } }

    private static func close(_ number: inout CInt) {
        if number >= 0 { _ = Glibc.close(number) }
        number = -1
    }

    deinit {
        closeNear()
        closeFar()
    }
}
