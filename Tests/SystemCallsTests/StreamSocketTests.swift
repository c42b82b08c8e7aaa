import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct StreamSocketTests {
    @Test func `sends all there is to a peer that reads`() async throws {
        let pair = try SocketPair()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        async let received = onThread { try pair.receive(bytes.count) }
        let number = pair.near
        try await onThread {
            defer { pair.closeNear() }
            var sent = 0
            try StreamSocket(number: number).send(
                bytes.span, progress: &sent, timeout: .patience, stop: StopEvent())
            guard sent == bytes.count else { throw StreamSocket.Failure.failed(errno: 0) }
        }
        #expect(try await received == bytes)
    }

    @Test func `goes on where an attempt that timed out has ended`() throws {
        let pair = try SocketPair()
        let socket = StreamSocket(number: pair.near)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
        var sent = 0
        var received: [UInt8] = []
        while sent < bytes.count {
            do {
                try socket.send(
                    bytes.span, progress: &sent, timeout: .milliseconds(1), stop: StopEvent())
            } catch {
                #expect(error as? StreamSocket.Failure == .timedOut)
                received += try pair.receive(sent - received.count)
            }
        }
        received += try pair.receive(sent - received.count)
        #expect(received == bytes)
    }

    @Test func `gives up on a peer that takes nothing`() throws {
        let pair = try SocketPair()
        let bytes = [UInt8](repeating: 1, count: 10_000_000)
        var sent = 0
        #expect(throws: StreamSocket.Failure.timedOut) {
            try StreamSocket(number: pair.near).send(
                bytes.span, progress: &sent, timeout: .milliseconds(20), stop: StopEvent())
        }
        #expect(0 < sent && sent < bytes.count)
    }

    @Test func `a peer that has left is disconnected`() throws {
        let pair = try SocketPair()
        pair.closeFar()
        let bytes = [UInt8](repeating: 1, count: 100)
        var sent = 0
        #expect(throws: StreamSocket.Failure.disconnected) {
            try StreamSocket(number: pair.near).send(
                bytes.span, progress: &sent, timeout: .patience, stop: StopEvent())
        }
    }

    @Test func `waits until a peer has read everything, or has left, or time is up`() async throws {
        let pair = try SocketPair()
        let socket = StreamSocket(number: pair.near)
        #expect(socket.waitUntilTaken(within: .seconds(30)))
        let bytes = [UInt8](repeating: 1, count: 50_000)
        #expect(try socket.sendNow(bytes.span) == bytes.count)
        #expect(!socket.waitUntilTaken(within: .milliseconds(1)))
        _ = try pair.receive(bytes.count - 1)
        #expect(!socket.waitUntilTaken(within: .zero))
        async let isTaken = onThread { socket.waitUntilTaken(within: .seconds(30)) }
        _ = try pair.receive(1)
        #expect(try await isTaken)
        #expect(try socket.sendNow(bytes.span) == bytes.count)
        pair.closeFar()
        socket.waitUntilTaken(within: .seconds(30))
    }

    @Test func `sends nothing once it is told to stop`() throws {
        let pair = try SocketPair()
        let stop = try StopEvent()
        stop.raise()
        let bytes = [UInt8](repeating: 1, count: 100)
        var sent = 0
        #expect(throws: StreamSocket.Failure.stopped) {
            try StreamSocket(number: pair.near).send(
                bytes.span, progress: &sent, timeout: .patience, stop: stop)
        }
        #expect(sent == 0)
    }

    @Test func `stops waiting for a slow peer as soon as it is told to`() async throws {
        let pair = try SocketPair()
        let stop = try StopEvent()
        let number = pair.near
        async let failure = onThread { () -> StreamSocket.Failure? in
            let bytes = [UInt8](repeating: 1, count: 10_000_000)
            var sent = 0
            do throws(StreamSocket.Failure) {
                try StreamSocket(number: number).send(
                    bytes.span, progress: &sent, timeout: .patience * 10, stop: stop)
            } catch { return error }
            return nil
        }
        try await eventually("a full socket") { pair.isFull ? true : nil }
        stop.raise()
        #expect(try await failure == .stopped)
    }

    @Test func `an event stays raised`() throws {
        let event = try StopEvent()
        #expect(!event.isRaised)
        #expect(Poll.readable([event.number], timeout: .zero).isEmpty)
        event.raise()
        event.raise()
        #expect(event.isRaised)
        #expect(Poll.readable([event.number], timeout: .zero) == [0])
        #expect(Poll.readable([event.number], timeout: nil) == [0])
    }

    @Test func `sees that the peer has hung up, and that it has not`() throws {
        let pair = try SocketPair()
        #expect(!Poll.hasHungUp(pair.near))
        let stop = try StopEvent()
        #expect(Poll.waitUntilReadable(pair.near, stop: stop.number, timeout: .zero) == .timedOut)
        pair.closeFar()
        #expect(Poll.hasHungUp(pair.near))
        #expect(Poll.waitUntilReadable(pair.near, stop: stop.number, timeout: .zero) == .ready)
        stop.raise()
        #expect(Poll.waitUntilReadable(pair.near, stop: stop.number, timeout: .zero) == .stopped)
    }
}
