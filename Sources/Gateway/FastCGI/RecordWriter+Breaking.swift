internal import ByteIO
internal import SystemCalls

/// Responses that are broken off.
extension RecordWriter {
    /// In what time a front server that has taken bytes passes them on.
    private static let passingTime: Duration = .milliseconds(10)

    /// Breaks the response off so that the front server cannot take it for complete: what was written, and
    /// then a record of a version that does not exist.
    ///
    /// The record follows when the front server has taken what comes before: nginx drops what it reads together
    /// with the record. Then the client has got the mark of an incomplete archive, too, unless it is slow.
    ///
    /// Blocks like any other write, but no longer than a moment once sending has failed or is to stop.
    ///
    /// - Parameter patience: How long the front server may take for what comes before.
    func sendInvalidRecord(patience: Duration = .seconds(1)) {
        if failure == nil, !isFilledUp { try? flush() }
        if failure == .disconnected { return }
        if failure == nil {
            socket.waitUntilTaken(within: patience)
            _ = Poll.isClosed(socket.number, within: Self.passingTime)
        }
        closeRecord()
        buffer += [9, 0, 0, 0, 0, 0, 0, 0]
        let deadline = ContinuousClock.now + .seconds(1)
        while sent < buffer.count {
            guard let count = try? socket.sendNow(buffer.span.extracting(droppingFirst: sent)) else { return }
            sent += count
            if count == 0, !socket.isWritable(within: max(.zero, deadline - .now)) { return }
        }
    }

    /// Notes that sending failed while `missing` bytes of an announced record were to come.
    ///
    /// - Parameter duration: How long the send took that failed.
    func fail(_ reason: SinkError, missing: Int, after duration: Duration) {
        failure = reason
        notes.end(in: duration)
        fill(missing)
    }

    /// Completes an announced record with zeros. They leave with the invalid record alone, so that the front server
    /// drops them: a client that resumes the download must not have them.
    func fill(_ count: Int) {
        buffer += repeatElement(0, count: count)
        isFilledUp = true
    }
}
