internal import Archive
internal import ByteIO
internal import Gateway
internal import HTTP
internal import HTTPClient

/// Answers of an application that are no lists.
extension Responder {
    /// Bytes that are passed on at a time.
    private static let portion = 64 * 1024

    /// Passes an application's answer on as it is, at the pace of the client. Blocks.
    func pass<E: Exchange>(
        _ transfer: HTTPTransfer, to method: Method, on exchange: E, _ response: E.Response,
        _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        let head = PassedHead.head(status: transfer.status, headers: transfer.headers)
        log.status = head.status
        let encoded = head.encoded
        log.running.begin(headCount: encoded.count, total: nil)
        defer { log.bytesSent = response.payloadSent - min(response.payloadSent, UInt64(encoded.count)) }
        do throws(SinkError) {
            try response.write(encoded)
            if method != .head, let error = try passBody(transfer, to: response) {
                exchange.abort(response)
                return error == .abandoned ? .clientGone : .failed("application: \(error)")
            }
            try response.flush()
        } catch {
            exchange.abort(response)
            return RequestLog.Outcome(.sink(error)) { _ in "" }
        }
        exchange.finish(response)
        return .passed(head.status)
    }

    /// - Returns: Why the application's answer is not complete.
    private func passBody(_ transfer: HTTPTransfer, to sink: any ByteSink) throws(SinkError)
        -> HTTPClientError?
    {
        var buffer: [UInt8] = []
        while !transfer.isComplete {
            buffer.removeAll(keepingCapacity: true)
            do throws(HTTPClientError) {
                try transfer.read(atMost: Self.portion, appendingTo: &buffer)
            } catch { return error }
            try sink.write(buffer)
            // What an application says now and then, such as a server-sent event, is not held back.
            try sink.flush()
        }
        return nil
    }
}
