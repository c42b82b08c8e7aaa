import Glibc

/// Where a test's peer listens.
public enum SocketAddress: Sendable {
    case unix(BytePath)
    /// Of 127.0.0.1.
    case loopback(port: UInt16)

    var family: Int32 {
        switch self {
        case .unix: AF_UNIX
        case .loopback: AF_INET
        }
    }

    /// Lends the address as bind(2) and connect(2) take it.
    func withPointer<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
    ) rethrows -> Result {
        switch self {
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            precondition(path.bytes.count < 108, "too long for a unix socket: \(path)")
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.bytes) }
            return try unsafe Self.lend(address, body)
        case .loopback(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return try unsafe Self.lend(address, body)
        }
    }

    private static func lend<Address, Result>(
        _ address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
    ) rethrows -> Result {
        try unsafe withUnsafeBytes(of: address) { bytes in
            guard let start = bytes.baseAddress else { preconditionFailure("an address of no bytes") }
            // Sound: sockaddr is the common beginning of all addresses.
            return try unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "127.0.0.1:\(port)"
        }
    }
}
