/// A request that was begun, and its response. Belongs to the thread of its session.
///
/// Nothing of a body is received while nobody reads it, but for what ``CurlTransfer`` holds: the server waits for the
/// reader. A transfer that is let go before its end closes its connection; one that was read to its end leaves it to the
/// next request.
public final class HTTPTransfer {
    /// 200...999; 0 before ``receiveHead()``.
    public private(set) var status = 0
    /// The fields of the head, in order. Names are as they were sent, values without blanks around them.
    public private(set) var headers: [(name: String, value: [UInt8])] = []
    /// How many connections were begun for it.
    public private(set) var dialCount = 0

    /// Whether the body has been read to its end.
    public private(set) var isComplete = false

    private var running: Running?
    private let silence: Duration
    private let isAbandoned: () -> Bool
    private var failure: HTTPClientError?

    private struct Running {
        let transfer: CurlTransfer
        let multi: CurlMulti
        /// Keeps the handle from being given back.
        let session: HTTPSession
    }

    init(
        _ transfer: CurlTransfer, in multi: CurlMulti, of session: HTTPSession, silence: Duration,
        isAbandoned: @escaping () -> Bool
    ) {
        running = Running(transfer: transfer, multi: multi, session: session)
        self.silence = silence
        self.isAbandoned = isAbandoned
    }

    deinit { end() }

    /// Whether ``receiveHead()`` would have to wait. Moves all transfers of the session on, as far as that goes without
    /// waiting.
    public var mustWait: Bool {
        guard let running, !running.transfer.head.isComplete else { return false }
        running.multi.advance()
        guard case .running = running.transfer.state else { return false }
        return !running.transfer.head.isComplete
    }

    /// Waits for the head of the final response, which is any but 1xx. Blocks.
    public func receiveHead() throws(HTTPClientError) {
        if let failure { throw failure }
        do throws(HTTPClientError) { try waitForHead() } catch { throw fail(error) }
        endIfComplete()
    }

    private func waitForHead() throws(HTTPClientError) {
        guard let running, status == 0 else { return }
        let (transfer, multi) = (running.transfer, running.multi)
        var patience = Patience(silence, isAbandoned: isAbandoned)
        // Each step moves all transfers on, so none is made in vain.
        while !transfer.head.isComplete {
            multi.advance()
            if transfer.head.isComplete { break }
            if case .failed(let error) = transfer.state { throw error }
            if transfer.isConnected { patience.begin() }
            multi.wait(atMost: try patience.next())
        }
        (status, headers) = (transfer.head.status, transfer.head.headers)
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
    /// - Precondition: `output` is not full, and the head was received.
    /// - Throws: Why there is no next byte; again at each further call.
    public func read(into output: inout OutputSpan<UInt8>) throws(HTTPClientError) {
        precondition(!output.isFull, "no room to read into")
        if let failure { throw failure }
        do throws(HTTPClientError) { try receive(into: &output) } catch { throw fail(error) }
        endIfComplete()
    }

    private func receive(into output: inout OutputSpan<UInt8>) throws(HTTPClientError) {
        guard let running else { return }
        let (transfer, multi) = (running.transfer, running.multi)
        let start = output.count
        var patience = Patience(silence, isAbandoned: isAbandoned)
        patience.begin()
        while !output.isFull {
            let count = output.count
            transfer.receive(into: &output) {
                if case .running = transfer.state { multi.advance() }
            }
            guard output.count == count else { continue }
            // What was received goes out first; the next call tells why nothing follows.
            guard output.count == start else { return }
            switch transfer.state {
            case .running: multi.wait(atMost: try patience.next())
            case .ended: return
            case .failed(let error): throw error
            }
        }
    }

    private func fail(_ error: HTTPClientError) -> HTTPClientError {
        failure = error
        end()
        return error
    }

    private func endIfComplete() {
        guard let running, running.transfer.isAtEnd else { return }
        isComplete = true
        end()
    }

    private func end() {
        guard let running = running.take() else { return }
        dialCount = running.transfer.dialCount
        running.multi.end(running.transfer)
    }
}
