internal import ByteIO
private import Glibc
internal import SystemCalls

/// Makes up bytes that do not get smaller.
final class ProbeSource: ByteSource {
    /// What a slow probe gives.
    static let bytesPerSecond: UInt64 = 64 * 1024
    /// Where a probe that fails does.
    static let failingOffset: UInt64 = 1 << 20

    /// Repeated at a distance that no deflate looks back.
    private static let block: [UInt8] = {
        var state: UInt64 = 1
        return (0..<64 * 1024).map { _ in
            // Knuth's MMIX generator; its high bits are the good ones.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }()

    private let kind: ProbeProtocol.Kind
    private let end: UInt64
    private let isAbandoned: () -> Bool
    private let opened = ContinuousClock.now
    private var position: UInt64
    private var stamp: [UInt8] = []

    init(_ kind: ProbeProtocol.Kind, from start: UInt64, to end: UInt64, isAbandoned: @escaping () -> Bool) {
        self.kind = kind
        self.end = end
        self.isAbandoned = isAbandoned
        position = start
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let isFailing = kind == .broken || kind == .dropped
        if isFailing, position >= Self.failingOffset { throw .failed(call: "probe", errno: EIO) }
        guard position < end else { throw .endedEarly }
        if kind == .slow { try pause() }
        var room = min(UInt64(output.freeCapacity), end - position)
        if kind == .slow { room = min(room, Self.bytesPerSecond - position % Self.bytesPerSecond) }
        while room > 0 {
            let count = append(atMost: Int(room), to: &output)
            position += UInt64(count)
            room -= UInt64(count)
        }
    }

    /// Appends what is left of a page, or less.
    private func append(atMost limit: Int, to output: inout OutputSpan<UInt8>) -> Int {
        let place = Int(position % UInt64(ProbeProtocol.pageSize))
        if place == 0, kind == .clock { stamp = ProbeProtocol.digits(ContinuousClock.now - opened) }
        if place < stamp.count {
            let count = min(limit, stamp.count - place)
            let stamp = stamp
            output.append(copying: stamp.span.extracting(place..<place + count))
            return count
        }
        let start = Int(position % UInt64(Self.block.count))
        let count = min(limit, ProbeProtocol.pageSize - place)
        let block = Self.block
        output.append(copying: block.span.extracting(start..<start + count))
        return count
    }

    /// Waits for a second in front of every second's worth, and looks whether anybody is there.
    private func pause() throws(SourceError) {
        guard position % Self.bytesPerSecond == 0 else { return }
        for _ in 0..<10 {
            if isAbandoned() { throw .abandoned }
            _ = Poll.readable([], timeout: .milliseconds(100))
        }
    }
}
