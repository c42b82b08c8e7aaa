internal import Gateway
internal import Logging
internal import Responder
internal import Synchronization
internal import SystemCalls
internal import Threads

/// Accepts connections, a thread for each, until it is told to stop.
final class Service: Sendable {
    private let responder: Responder
    private let origins: OriginsOption
    private let logger: Logger
    private let sendTimeout: Duration
    private let drainTimeout: Duration
    private let manager = ServiceManager()
    /// No further requests on open connections.
    private let drain: StopEvent
    /// No further bytes.
    private let stop: StopEvent
    private let buffers = SendBuffers()
    private let connectionCount = Atomic(0)

    init(
        _ responder: Responder, origins: OriginsOption, logger: Logger, sendTimeout: Duration,
        drainTimeout: Duration
    ) throws(SystemCallError) {
        self.responder = responder
        self.origins = origins
        self.logger = logger
        self.sendTimeout = sendTimeout
        self.drainTimeout = drainTimeout
        drain = try StopEvent()
        stop = try StopEvent()
    }

    /// Serves until SIGTERM or SIGINT, and then as long as running streams take. Blocks.
    func run(_ sockets: consuming [ListeningSocket], _ signals: borrowing Signals) {
        manager.ready()
        acceptUntilStopped(sockets, signals)
        // The descriptors go; those of systemd stay open in systemd, where connections wait for the next
        // process.
        sockets = []
        manager.stopping()
        logger.notice("draining", metadata: ["connections": "\(connectionCount.load(ordering: .relaxed))"])
        drain.raise()
        waitForConnections(until: .now + drainTimeout) { isInsistent(signals) }
        stop.raise()
        responder.stop()
        waitForConnections(until: .now + .seconds(3))
        logger.notice("stopped", metadata: ["connections": "\(connectionCount.load(ordering: .relaxed))"])
    }

    private func acceptUntilStopped(_ sockets: [ListeningSocket], _ signals: borrowing Signals) {
        let descriptors = [signals.number] + sockets.map(\.number)
        while true {
            let ready = Poll.readable(descriptors, timeout: manager.watchdogInterval)
            if manager.watchdogInterval != nil { manager.alive() }
            for index in ready where index > 0 { accept(from: sockets[index - 1]) }
            while let signal = signals.next() {
                guard signal == .hangUp else { return }
                reload()
            }
        }
    }

    private func reload() {
        manager.reloading()
        let reloaded = origins.reload()
        responder.reopenRoots(noting: reloaded?.isGood ?? true)
        let results = ["roots are opened anew", reloaded?.words].compactMap { $0 }
        manager.ready()
        logger.notice(
            "reloaded: \(results.joined(separator: ", "))",
            metadata: origins.count.map { ["origins": "\($0)"] } ?? [:])
    }

    private func accept(from socket: ListeningSocket) {
        do {
            guard let descriptor = try socket.accept() else { return }
            try serve(descriptor)
        } catch {
            logger.error("cannot take a connection: \(error)")
            // Out of descriptors or threads: others must end first, and the loop must not spin until then.
            _ = Poll.readable([], timeout: .milliseconds(100))
        }
    }

    private func serve(_ descriptor: consuming FileDescriptor) throws(ThreadError) {
        let number = descriptor.release()
        connectionCount.add(1, ordering: .relaxed)
        do {
            try Thread.start { [self] in
                let descriptor = FileDescriptor(adopting: number)
                let connection = Connection(
                    adopting: descriptor, sendTimeout: sendTimeout, drain: drain, stop: stop,
                    buffers: buffers)
                while connection.nextRequest() { responder.respond(to: connection) }
                connectionCount.subtract(1, ordering: .relaxed)
            }
        } catch {
            _ = FileDescriptor(adopting: number)
            connectionCount.subtract(1, ordering: .relaxed)
            throw error
        }
    }

    /// Waits until no connection is left, time is up, or `isEnough` says so.
    private func waitForConnections(
        until deadline: ContinuousClock.Instant, orUntil isEnough: () -> Bool = { false }
    ) {
        while connectionCount.load(ordering: .relaxed) > 0, ContinuousClock.now < deadline, !isEnough() {
            if manager.watchdogInterval != nil { manager.alive() }
            _ = Poll.readable([], timeout: .milliseconds(20))
        }
    }

    /// A second signal to stop is meant at once; to reload is too late.
    private func isInsistent(_ signals: borrowing Signals) -> Bool {
        while let signal = signals.next() {
            if signal != .hangUp { return true }
        }
        return false
    }
}
