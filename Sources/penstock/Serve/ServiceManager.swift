internal import SystemCalls

/// Tells systemd how the service is doing (sd_notify(3)): one datagram a message, to nobody if there is no
/// manager.
struct ServiceManager {
    private let path = Environment.value(of: "NOTIFY_SOCKET")

    /// How often the manager wants to hear that the service lives; nil if it does not.
    let watchdogInterval: Duration? = Environment.value(of: "WATCHDOG_USEC").flatMap { Int64($0) }
        .map { .microseconds(max($0, 2) / 2) }

    func ready() { send("READY=1\nSTATUS=Serving") }
    func stopping() { send("STOPPING=1\nSTATUS=Waiting for downloads to finish") }
    func alive() { send("WATCHDOG=1") }

    /// With the monotonic time, as Type=notify-reload wants it.
    func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(ProcessClock.monotonicMicroseconds)") }

    private func send(_ message: String) {
        guard let path, path.hasPrefix("/") || path.hasPrefix("@") else { return }
        Datagram.send(message, to: path)
    }
}
