/// A response whose body is being received. Belongs to one thread.
///
/// Nothing is received while nobody reads, but for what ``CurlHandle`` holds: the server waits for the reader. A
/// transfer that is let go before its end closes its connection; one that was read to its end has given it back.
public final class HTTPTransfer {
    /// 200...999.
    public let status: Int
    /// The fields of the head, in order. Names are as they were sent, values without blanks around them.
    public let headers: [(name: String, value: [UInt8])]

    /// Whether the body has been read to its end.
    public private(set) var isComplete = false

    private var handle: CurlHandle?
    private let pool: HandlePool
    private let silence: Duration
    private let isAbandoned: () -> Bool
    private var failure: HTTPClientError?

    /// - Parameter handle: Has received the head.
    init(_ handle: CurlHandle, from pool: HandlePool, silence: Duration, isAbandoned: @escaping () -> Bool) {
        status = handle.head.status
        headers = handle.head.headers
        self.handle = handle
        self.pool = pool
        self.silence = silence
        self.isAbandoned = isAbandoned
        endIfComplete()
    }

    /// Appends what is at hand: at least one byte and at most `limit`, nothing at the end of the body. Blocks.
    ///
    /// - Precondition: `limit` is positive.
    public func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(HTTPClientError) {
        try buffer.append(addingCapacity: limit) { (free) throws(HTTPClientError) in try read(into: &free) }
    }

    /// Appends what is at hand: at least one byte and at most what there is room for, nothing at the end of the body.
    /// Blocks.
    ///
    /// - Precondition: `output` is not full.
    /// - Throws: Why there is no next byte; again at each further call.
    public func read(into output: inout OutputSpan<UInt8>) throws(HTTPClientError) {
        precondition(!output.isFull, "no room to read into")
        if let failure { throw failure }
        do throws(HTTPClientError) {
            try receive(into: &output)
        } catch {
            failure = error
            handle = nil
            throw error
        }
        endIfComplete()
    }

    private func receive(into output: inout OutputSpan<UInt8>) throws(HTTPClientError) {
        guard let handle else { return }
        let start = output.count
        var patience = Patience(silence, isAbandoned: isAbandoned)
        patience.begin()
        while !output.isFull {
            let count = output.count
            handle.advance(into: &output)
            guard output.count == count else { continue }
            // What was received goes out first; the next call tells why nothing follows.
            guard output.count == start else { return }
            switch handle.state {
            case .running: handle.wait(atMost: try patience.next())
            case .ended: return
            case .failed(let error): throw error
            }
        }
    }

    private func endIfComplete() {
        guard let handle, handle.isAtEnd else { return }
        isComplete = true
        self.handle = nil
        pool.giveBack(handle)
    }
}
