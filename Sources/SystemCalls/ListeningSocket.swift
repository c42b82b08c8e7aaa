private import CLinux
private import Glibc

/// A socket that connections arrive on.
public final class ListeningSocket: Sendable {
    /// Connections that may wait to be accepted. 1024 made 650 of 2,000 simultaneous clients fail behind
    /// nginx.
    public static let backlog: CInt = 4096

    private let descriptor: FileDescriptor

    /// For poll(2). Valid as long as this object lives.
    public var number: CInt { descriptor.number }

    /// Takes over a listening socket that the process was started with, and lets as many connections wait as at one of
    /// our own: mod_fcgid has room for five.
    public init(adopting number: CInt) {
        _ = listen(number, Self.backlog)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        // Another process may share it and be faster: then accepting must not block.
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        descriptor = FileDescriptor(adopting: number)
    }

    /// Listens at a unix socket, replacing a socket that an earlier process left there.
    ///
    /// - Parameter mode: Who may connect: whoever may write to the socket.
    public init(unixPath path: [UInt8], mode: UInt32) throws(SystemCallError) {
        let result = unsafe withCPath(path.span) { unsafe penstock_listen_unix($0, Self.backlog, mode) }
        descriptor = FileDescriptor(adopting: try checked("bind", result))
    }

    /// Listens at a TCP address.
    public init(host: String, port: UInt16) throws(SystemCallError) {
        let result = unsafe penstock_listen_tcp(host, String(port), Self.backlog)
        descriptor = FileDescriptor(adopting: try checked("bind", result))
    }

    /// Takes the next connection; nil if it is gone again or none is waiting.
    public func accept() throws(SystemCallError) -> FileDescriptor? {
        let result = penstock_accept(descriptor.number)
        if [-EINTR, -EAGAIN, -ECONNABORTED, -EPROTO].contains(result) { return nil }
        return FileDescriptor(adopting: try checked("accept4", result))
    }

    /// Whether `number` is a socket in the listening state (SO_ACCEPTCONN).
    public static func isListening(_ number: CInt) -> Bool {
        var answer: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return unsafe getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer == 1
    }
}
