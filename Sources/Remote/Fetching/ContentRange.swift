/// The value of `Content-Range` (RFC 9110 §14.4).
struct ContentRange: Equatable {
    /// The first byte and the last.
    let bounds: ClosedRange<UInt64>
    /// The size of all of it; nil if the server does not say.
    let total: UInt64?

    /// - Returns: nil for anything but `bytes FIRST-LAST/TOTAL`, where TOTAL may be `*`.
    init?(_ value: [UInt8]) {
        guard value.starts(with: "bytes ".utf8) else { return nil }
        let parts = value.dropFirst("bytes ".utf8.count)
            .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let ends = parts[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard ends.count == 2, let first = DecimalNumber.value(ends[0]),
            let last = DecimalNumber.value(ends[1]), first <= last
        else { return nil }
        bounds = first...last
        if parts[1].elementsEqual("*".utf8) {
            total = nil
        } else {
            guard let size = DecimalNumber.value(parts[1]), size > last else { return nil }
            total = size
        }
    }
}
