import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct ListeningSocketTests {
    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
    func `a unix socket has the permissions that were asked for`(mode: UInt32) throws {
        let tree = try TemporaryTree()
        let path = tree.at("s")
        let socket = try ListeningSocket(unixPath: path.bytes, mode: mode)
        #expect(try FileSystem.info(path).mode == mode)
        #expect(ListeningSocket.isListening(socket.number))
        #expect(fcntl(socket.number, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `replaces a socket that an earlier process has left, and nothing else`() throws {
        let tree = try TemporaryTree()
        try FileSystem.makeSocket(tree.at("s"))
        _ = try ListeningSocket(unixPath: tree.at("s").bytes, mode: 0o600)
        try tree.file("file", "precious")
        #expect(throws: SystemCallError("bind", errno: EADDRINUSE)) {
            try ListeningSocket(unixPath: tree.at("file").bytes, mode: 0o600)
        }
        #expect(try tree.contents("file") == Array("precious".utf8))
    }

    @Test(arguments: [108, 200, 5000])
    func `refuses a path that is too long for a socket`(count: Int) {
        let path = Array("/tmp/".utf8) + [UInt8](repeating: UInt8(ascii: "s"), count: count - 5)
        #expect(throws: SystemCallError("bind", errno: ENAMETOOLONG)) {
            try ListeningSocket(unixPath: path, mode: 0o600)
        }
    }

    @Test func `does not wait when another process was faster`() throws {
        let tree = try TemporaryTree()
        let socket = try ListeningSocket(unixPath: tree.at("s").bytes, mode: 0o600)
        let isNobody = try socket.accept() == nil
        #expect(isNobody)
        let flags = fcntl(socket.number, F_GETFL)
        _ = fcntl(socket.number, F_SETFL, flags & ~O_NONBLOCK)
        let shared = ListeningSocket(adopting: dup(socket.number))
        let isStillNobody = try shared.accept() == nil
        #expect(isStillNobody)
    }

    @Test func `accepts who connects`() throws {
        let tree = try TemporaryTree()
        let socket = try ListeningSocket(unixPath: tree.at("s").bytes, mode: 0o600)
        #expect(SocketAddress.unix(tree.at("s")).isAnswering)
        let connection = try socket.accept()
        let hasConnected = connection != nil
        #expect(hasConnected)
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `listens at a TCP address`(host: String) throws {
        let port = try SocketAddress.freeLoopbackPort()
        let socket = try ListeningSocket(host: host, port: port)
        #expect(ListeningSocket.isListening(socket.number))
        #expect(throws: SystemCallError.self) { try ListeningSocket(host: host, port: port) }
    }

    @Test func `a file is no listening socket`() throws {
        let file = try FileDescriptor.open("/dev/null", for: .content)
        #expect(!ListeningSocket.isListening(file.number))
        #expect(!ListeningSocket.isListening(-1))
    }
}
