/// How many durations there were up to each of some borders.
public struct DurationHistogram: Equatable, Sendable {
    /// Milliseconds, rising.
    public static let borders: [Int64] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000,
    ]

    /// How many lie between the border before and this one; at the end, those above all borders.
    public private(set) var counts = [UInt64](repeating: 0, count: borders.count + 1)
    public private(set) var sum = Duration.zero

    public init() {}

    public var count: UInt64 { counts.reduce(0, +) }

    public mutating func add(_ duration: Duration) {
        let place = Self.borders.firstIndex { duration <= .milliseconds($0) } ?? Self.borders.count
        counts[place] += 1
        sum += duration
    }

    /// The duration, in seconds, that a share of all do not exceed. Between two borders it is estimated; above the last,
    /// it is the last.
    ///
    /// - Parameter share: 0...1
    /// - Returns: nil if there are none.
    public func quantile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let wanted = share * Double(count)
        var below = 0.0
        for (place, border) in Self.borders.enumerated() {
            let inside = Double(counts[place])
            if inside > 0, below + inside >= wanted {
                let start = place == 0 ? 0 : Double(Self.borders[place - 1])
                return (start + (Double(border) - start) * max(0, wanted - below) / inside) / 1000
            }
            below += inside
        }
        return Double(Self.borders[Self.borders.count - 1]) / 1000
    }
}
