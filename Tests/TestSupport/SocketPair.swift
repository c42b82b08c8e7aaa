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

    /// Valid until it is closed.
    public var near: CInt { ends.withLock { $0.near } }

    /// Whether the near socket takes nothing more at this moment.
    public var isFull: Bool {
        var request = pollfd(fd: near, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, 0) == 0
    }

    /// The next `count` bytes; fewer if the near end closes before that. Blocks.
    public func receive(_ count: Int) -> [UInt8] {
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
