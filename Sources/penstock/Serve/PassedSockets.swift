internal import SystemCalls

/// The sockets that systemd has passed to a service which cannot serve, since an option or a root is wrong.
enum PassedSockets {
    /// Takes each connection and closes it, for a while: the front server answers 502 at once.
    ///
    /// Without that, connections would wait at the socket, and systemd would start the service for them again and again,
    /// until it gives up the socket. So it does at most once in that time, and for those who ask then.
    static func refuse(for time: Duration) {
        let source = RequestSource(
            [], process: currentProcess, environment: Environment.value(of:), isListening: { _ in false })
        guard case .activated = source, let sockets = try? source.sockets(mode: SocketMode(bits: 0o660))
        else { return }
        let end = ContinuousClock.now + time
        while case let rest = ContinuousClock.now.duration(to: end), rest > .zero {
            for index in Poll.readable(sockets.map(\.number), timeout: rest) {
                _ = try? sockets[index].accept()
            }
        }
    }
}
