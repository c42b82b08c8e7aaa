import ByteIO
import Gateway

/// A request whose response is kept, and may be interfered with while it is written.
final class FalseExchange: Exchange {
    enum End {
        case finished, aborted, dropped
    }

    let metaVariables: MetaVariables
    let isDraining: Bool
    let isAbandoned: Bool
    private let body: [UInt8]?
    private let writer: Writer
    /// How the response was ended; nil until it is.
    private(set) var end: End?

    /// - Parameters:
    ///   - body: Nil for one that breaks off.
    ///   - writer: Takes the response.
    init(
        _ variables: MetaVariables, body: [UInt8]? = [], isDraining: Bool = false, isAbandoned: Bool = false,
        writer: Writer = Writer()
    ) {
        metaVariables = variables
        self.body = body
        self.isDraining = isDraining
        self.isAbandoned = isAbandoned
        self.writer = writer
    }

    func readBody(limit: Int) -> [UInt8]? { body.map { Array($0.prefix(limit + 1)) } }
    func response() -> Writer { writer }
    func finish(_ response: Writer) { end = .finished }
    func abort(_ response: Writer) { end = .aborted }
    func drop(_ response: Writer) { end = .dropped }

    /// Keeps what is written to it.
    final class Writer: ResponseWriter {
        private(set) var bytes: [UInt8] = []
        private(set) var firstSent: ContinuousClock.Instant?
        private let capacity: Int
        private var interference: (() -> Void)?

        /// - Parameters:
        ///   - capacity: Bytes that it takes until its client is gone.
        ///   - interference: What happens once the head is written.
        init(capacity: Int = .max, interference: (() -> Void)? = nil) {
            self.capacity = capacity
            self.interference = interference
        }

        var progress: SendProgress? { nil }

        var payloadSent: UInt64 { UInt64(bytes.count) }

        func write(_ part: Span<UInt8>) throws(SinkError) {
            guard bytes.count + part.count <= capacity else { throw .disconnected }
            if firstSent == nil { firstSent = .now }
            bytes.append(copying: part)
            interference.take()?()
        }

        func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
            var left = count
            while left > 0 {
                var part: [UInt8] = []
                do {
                    left -= UInt64(try source.read(atMost: Int(min(left, 65_536)), appendingTo: &part))
                } catch {
                    throw .source(error)
                }
                do { try write(part.span) } catch { throw .sink(error) }
            }
        }
    }
}
