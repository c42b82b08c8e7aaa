import ByteIO
import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// One after the other: each blocks threads that the others need.
@Suite(.serialized, .unit) struct ConnectionTests {
    private static let isReady = FastCGILibrary.initialize()

    private let tree: TemporaryTree
    private let socket: ListeningSocket
    private let client: FastCGIClient
    private let drain: StopEvent
    private let stop: StopEvent

    init() throws {
        try #require(Self.isReady)
        tree = try TemporaryTree("fastcgi")
        socket = try ListeningSocket(unixPath: tree.at("s").bytes, mode: 0o600)
        client = FastCGIClient(.unix(tree.at("s")))
        drain = try StopEvent()
        stop = try StopEvent()
    }

    /// Runs `serve` with the next connection on a thread of its own.
    private func serve<Result: Sendable>(
        _ serve: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        let (socket, drain, stop) = (socket, drain, stop)
        return try await onThread {
            _ = Poll.readable([socket.number], timeout: .patience)
            guard let descriptor = try socket.accept() else {
                throw DeadlinePassed(awaited: "a connection from the test's client")
            }
            return try serve(
                Connection(
                    adopting: descriptor, sendTimeout: .patience, firstRequestTimeout: .patience,
                    drain: drain, stop: stop, buffers: SendBuffers()))
        }
    }

    /// Answers with `text` and ends the request.
    private static func answer(_ connection: Connection, _ text: String) throws {
        let response = connection.response()
        try response.write(Array("Status: 200 OK\r\n\r\n\(text)".utf8))
        try response.flush()
        connection.finish(response)
    }

    @Test func `takes only what is there already once it drains`() async throws {
        let pending = try await client.open(FastCGIRequest("GET", "/archive/x"))
        drain.raise()
        let taken = try await serve { connection in
            let isTaken = connection.nextRequest()
            try Self.answer(connection, "late")
            return [isTaken, connection.isDraining, connection.nextRequest()]
        }
        #expect(taken == [true, false, false])
        #expect(try await pending.receive().text == "late")
    }

    @Test func `waits for the first request of a connection that a drain has met`() async throws {
        let connection = try await client.connect()
        drain.raise()
        let asking = try StopEvent()
        async let served = serve { connection in
            asking.raise()
            let isTaken = connection.nextRequest()
            try Self.answer(connection, "late")
            return isTaken
        }
        try await eventually("the server to ask for a request") { asking.isRaised ? true : nil }
        let request = FastCGIRequest("GET", "/archive/x")
        #expect(try await connection.send(raw: request.encoded(request: 1)))
        #expect(try await connection.receive().text == "late")
        #expect(try await served)
    }

    @Test func `a body that breaks off is none`() async throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 1000)
        let whole = FastCGIRequest.post("/archive", body, type: "text/plain").encoded(request: 1)
        async let found = serve { connection in
            guard connection.nextRequest() else { throw SinkError.disconnected }
            return connection.readBody(limit: 4096)
        }
        do {
            let connection = try await client.connect()
            #expect(try await connection.send(raw: whole.dropLast(600)))
        }
        #expect(try await found == nil)
    }

    @Test func `knows every parameter`() async throws {
        var request = FastCGIRequest(
            "GET", "/archive/caf\u{E9}", query: "a=b", ["LONG": String(repeating: "x", count: 5000)])
        request.parameters.append(("RAW", [0xFF, 0x3D, 0xFE]))
        request.parameters.append(("EMPTY", []))
        request.parameters.append(("TWICE", [0x31]))
        request.parameters.append(("TWICE", [0x32]))
        async let variables = serve { connection in
            guard connection.nextRequest() else { throw SinkError.disconnected }
            try Self.answer(connection, "")
            return connection.metaVariables
        }
        let response = try await client.send(request)
        #expect(response.isComplete)
        let found = try await variables
        #expect(found.text("SCRIPT_NAME") == "/archive/caf\u{E9}")
        #expect(found.text("QUERY_STRING") == "a=b")
        #expect(found["LONG"]?.count == 5000)
        #expect(found["RAW"] == [0xFF, 0x3D, 0xFE])
        #expect(found["EMPTY"] == [])
        #expect(found["TWICE"] == [0x32])
    }

    @Test(arguments: [
        (0, 100), (99, 100), (100, 100), (101, 100), (16_384, 16_384), (100_000, 1 << 20), (100_000, 20_000),
    ])
    func `reads a body, or shows that it is too long`(size: Int, limit: Int) async throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        async let read = serve { connection in
            guard connection.nextRequest() else { throw SinkError.disconnected }
            let body = connection.readBody(limit: limit)
            try Self.answer(connection, "ok")
            return body
        }
        let response = try await client.send(.post("/archive", body, type: "text/plain"))
        #expect(response.text == "ok")
        #expect(response.isComplete)
        let found = try await read
        if size <= limit {
            #expect(found == body)
        } else {
            let part = try #require(found)
            #expect(part.count > limit)
            #expect(body.starts(with: part))
        }
    }

    @Test func `a kept connection takes one request after the other, read or not`() async throws {
        async let served = serve { connection in
            var count = 0
            while connection.nextRequest() {
                count += 1
                try Self.answer(connection, connection.metaVariables.text("QUERY_STRING") ?? "")
            }
            return count
        }
        var request = FastCGIRequest.post(
            "/archive", [UInt8](repeating: 1, count: 200_000), type: "text/plain")
        request.keepsConnection = true
        var connection: FastCGIConnection? = try await client.connect()
        for number in 1...3 {
            request["QUERY_STRING"] = "\(number)"
            if number == 3 { request.keepsConnection = false }
            try await connection?.send(request)
            let response = try await connection?.receive()
            #expect(response?.text == "\(number)")
            #expect(response?.isComplete == true)
        }
        connection = nil
        #expect(try await served == 3)
    }

    @Test func `a body that nobody wants is too much at some point, and then the connection ends`()
        async throws
    {
        async let served = serve { connection in
            var count = 0
            while connection.nextRequest() {
                count += 1
                try Self.answer(connection, "no")
            }
            return count
        }
        var request = FastCGIRequest.post(
            "/archive", [UInt8](repeating: 1, count: 6_000_000), type: "text/plain")
        request.keepsConnection = true
        let response = try await client.send(request)
        #expect(response.text == "no")
        #expect(try await served == 1)
    }

    @Test func `a response that is broken off has no end`() async throws {
        async let served: Void = serve { connection in
            guard connection.nextRequest() else { throw SinkError.disconnected }
            let response = connection.response()
            try response.write(Array("Status: 200 OK\r\n\r\nbeginning".utf8))
            connection.abort(response)
            guard !connection.nextRequest() else { throw SinkError.failed(errno: 0) }
        }
        let response = try await client.send(FastCGIRequest("GET", "/archive"))
        #expect(response.text == "beginning")
        #expect(response.ending == .invalidRecord)
        try await served
    }

    @Test func `takes no further request once it drains`() async throws {
        let drain = drain
        async let served = serve { connection in
            var count = 0
            while connection.nextRequest() {
                count += 1
                drain.raise()
                try Self.answer(connection, "ok")
            }
            return count
        }
        var request = FastCGIRequest("GET", "/archive")
        request.keepsConnection = true
        #expect(try await client.send(request).isComplete)
        #expect(try await served == 1)
    }

    @Test func `a file that was sent leaves a connection that waits for what comes next`() async throws {
        let bytes = [UInt8](repeating: 65, count: 1_000_000)
        let file = try tree.file("file", bytes)
        async let served = serve { connection in
            var wasBlocking: [Bool] = []
            while connection.nextRequest() {
                let response = connection.response()
                let number = response.socket.number
                try response.write(Array("Status: 200 OK\r\n\r\n".utf8))
                wasBlocking.append(isBlocking(number))
                try response.transfer(1_000_000, from: try DiskSource(file))
                wasBlocking.append(isBlocking(number))
                try response.flush()
                connection.finish(response)
                // The second request is the last, and its end closes the connection.
                if wasBlocking.count == 2 { wasBlocking.append(isBlocking(number)) }
            }
            return wasBlocking
        }
        // More than the socket holds, so that what is left to be read waits for the response.
        var request = FastCGIRequest.post(
            "/archive", [UInt8](repeating: 1, count: 100_000), type: "text/plain")
        request.keepsConnection = true
        let connection = try await client.open(request)
        let first = try await connection.receive()
        #expect(first.isComplete && first.body == bytes)
        request.keepsConnection = false
        try await connection.send(request)
        let second = try await connection.receive()
        #expect(second.isComplete && second.body == bytes)
        #expect(try await served == [true, false, true, true, false])
    }

    @Test func `sees that the front server has left`() async throws {
        async let served = serve { connection in
            guard connection.nextRequest(), !connection.isAbandoned else { throw SinkError.failed(errno: 0) }
            try Self.answer(connection, "ok")
            return true
        }
        var left: FastCGIConnection? = try await client.open(FastCGIRequest("GET", "/archive"))
        _ = try await left?.receive()
        left = nil
        #expect(try await served)
        async let abandoned = serve { connection in
            guard connection.nextRequest() else { throw SinkError.disconnected }
            let end = ContinuousClock.now + .patience
            while !connection.isAbandoned, ContinuousClock.now < end {
                _ = Poll.readable([], timeout: .milliseconds(10))
            }
            return connection.isAbandoned
        }
        left = try await client.open(FastCGIRequest("GET", "/archive"))
        left = nil
        #expect(try await abandoned)
    }

    @Test(arguments: [[], [1], [9, 9, 9, 9, 9, 9, 9, 9], Array("GET / HTTP/1.1\r\n\r\n".utf8)] as [[UInt8]])
    func `what is no request ends the connection`(bytes: [UInt8]) async throws {
        async let served = serve { $0.nextRequest() }
        var connection: FastCGIConnection? = try await client.connect()
        try await connection?.send(raw: bytes)
        connection = nil
        #expect(try await served == false)
    }
}

private func isBlocking(_ number: CInt) -> Bool { fcntl(number, F_GETFL) & O_NONBLOCK == 0 }
