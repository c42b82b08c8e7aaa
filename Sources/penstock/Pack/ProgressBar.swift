internal import ByteIO
internal import SystemCalls

/// One line on a terminal that says how far a job is: share, bytes, rate and time left.
final class ProgressBar {
    private static let interval: Duration = .milliseconds(100)
    private static let width = 24

    private let total: UInt64
    private let started = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?

    /// - Parameter total: Bytes of the whole job.
    init(total: UInt64) { self.total = total }

    /// Draws the line anew, but not too often.
    func update(done: UInt64) {
        let now = ContinuousClock.now
        if let drawn, now - drawn < Self.interval { return }
        drawn = now
        draw(Self.line(done: done, of: total, after: now - started))
    }

    /// Takes the line away.
    func clear() {
        if drawn != nil { draw("") }
    }

    private func draw(_ line: String) { StandardError.write(Array("\r\u{1B}[K\(line)".utf8)) }

    static func line(done: UInt64, of total: UInt64, after elapsed: Duration) -> String {
        let share = total == 0 ? 1 : min(1, Double(done) / Double(total))
        let filled = Int(share * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let left = rate > 0 ? time(Double(total - min(done, total)) / rate) : "-:--"
        return "[\(bar)] \(Int(share * 100))%  \(ByteCount.text(done)) of \(ByteCount.text(total))  "
            + "\(ByteCount.text(rate))/s  \(left) left"
    }

    private static func time(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 359_999).rounded())
        let (minutes, rest) = (whole / 60, whole % 60)
        let text =
            minutes < 60 ? "\(minutes)" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        return "\(text):\(rest < 10 ? "0" : "")\(rest)"
    }
}
