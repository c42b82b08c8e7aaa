internal import ByteIO
internal import HTTPClient

/// The content of an object, from an offset to its planned end, or to its end if that is not planned.
///
/// A transfer that breaks off is gone on with, if the server proves that the object is still the same.
final class ObjectSource: ByteSource {
    /// Of a large object, so much is left when the next ones should be on their way.
    static let nearEnd: UInt64 = 4 << 20

    private let object: RemoteObject
    private let context: FetchContext
    /// Of the next byte.
    private var position: UInt64
    private var fetch: ObjectFetch?
    private var isOpen = false
    private var version: ObjectVersion?
    private var backoff = Backoff()
    private var hasBegun = false
    private var isAtEnd = false
    /// Called once, when not much is left.
    var whenNearEnd: (() -> Void)?

    init(_ object: RemoteObject, from offset: UInt64, _ context: FetchContext) {
        self.object = object
        self.context = context
        position = offset
    }

    /// Begins to send the request. Does not block; what fails, the first read tells.
    func begin() {
        if fetch == nil { fetch = try? request() }
    }

    /// Whether the first read would have to wait for the server.
    var mustWait: Bool { fetch?.mustWait ?? true }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        guard left > 0, !isAtEnd else { throw .endedEarly }
        context.noteReading()
        defer { context.noteRead() }
        while true {
            do throws(FetchFault) {
                try receive(into: &output)
                break
            } catch { try recover(from: error) }
        }
        guard !isAtEnd else { throw .endedEarly }
        if left <= Self.nearEnd, let whenNearEnd {
            self.whenNearEnd = nil
            whenNearEnd()
        }
    }

    /// Bytes that are still to come, if the size is known.
    private var left: UInt64 { object.size.map { $0 - position } ?? .max }

    /// Appends at least one byte, or finds that an object of unknown size has no more.
    private func receive(into output: inout OutputSpan<UInt8>) throws(FetchFault) {
        let transfer = try opened()
        let start = output.count
        let left = left
        do throws(HTTPClientError) {
            if UInt64(output.freeCapacity) <= left {
                try transfer.read(into: &output)
            } else {
                // A body may be longer than planned.
                var rest: [UInt8] = []
                try transfer.read(atMost: Int(left), appendingTo: &rest)
                output.append(copying: rest.span)
            }
        } catch { throw FetchFault(error) }
        let count = output.count - start
        guard count > 0 || object.size == nil else {
            throw .passing("ended after \(position) of \(position + left) bytes")
        }
        position += UInt64(count)
        backoff.note(count)
        note(count)
        if count == 0 {
            isAtEnd = true
            end()
        } else if position == object.size {
            try close(transfer)
        }
    }

    /// The transfer, which gives the byte at ``position`` next.
    private func opened() throws(FetchFault) -> HTTPTransfer {
        let fetch = if let begun = self.fetch { begun } else { try request() }
        self.fetch = fetch
        guard !isOpen else { return fetch.transfer }
        let (leading, version) = try fetch.receive()
        try skip(leading, of: fetch.transfer)
        if position == 0 || self.version == nil { self.version = version }
        isOpen = true
        return fetch.transfer
    }

    private func request() throws(FetchFault) -> ObjectFetch {
        try ObjectFetch(
            ObjectAnswer.Question(object: object, offset: position, version: version),
            isAgain: backoff.isTroubled, context)
    }

    private func skip(_ count: UInt64, of transfer: HTTPTransfer) throws(FetchFault) {
        var left = count
        var buffer: [UInt8] = []
        while left > 0 {
            buffer.removeAll(keepingCapacity: true)
            do throws(HTTPClientError) {
                try transfer.read(atMost: Int(min(left, 64 * 1024)), appendingTo: &buffer)
            } catch { throw FetchFault(error) }
            guard !buffer.isEmpty else { throw .passing("ended early") }
            left -= UInt64(buffer.count)
            context.counts.bytes += UInt64(buffer.count)
        }
    }

    /// Makes sure that nothing follows, so that the connection can be used again.
    private func close(_ transfer: HTTPTransfer) throws(FetchFault) {
        if !transfer.isComplete {
            var more: [UInt8] = []
            // All that was planned is there: how its connection ends does not matter.
            try? transfer.read(atMost: 1, appendingTo: &more)
            guard more.isEmpty else { throw .changed("it is longer than \(position) bytes") }
        }
        end()
    }

    private func end() {
        fetch = nil
        isOpen = false
    }

    private func note(_ count: Int) {
        context.counts.bytes += UInt64(count)
        if !hasBegun { context.counts.objects += 1 }
        hasBegun = true
    }

    /// Waits for the time of the next attempt. Blocks.
    private func recover(from fault: FetchFault) throws(SourceError) {
        end()
        let place = object.location.printable
        switch fault {
        case .abandoned: throw .abandoned
        case .lasting(let reason): throw .unavailable("\(place): \(reason)")
        case .changed(let reason): throw .unavailable("\(place): changed: \(reason)")
        case .passing(let reason, let wish):
            guard position == 0 || object.size != nil else {
                throw .unavailable("\(place): \(reason); without its size it cannot be gone on with")
            }
            guard position == 0 || version?.isKnown ?? true else {
                throw .unavailable(
                    "\(place): \(reason); its server tells no version that could be gone on with")
            }
            guard let pause = backoff.next(wish: wish) else {
                throw .unavailable("\(place): \(reason), and so again and again")
            }
            if position > 0 { context.counts.resumes += 1 }
            guard Backoff.wait(pause, isAbandoned: context.isAbandoned) else { throw .abandoned }
        }
    }
}
