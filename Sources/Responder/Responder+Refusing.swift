internal import Archive
internal import ByteIO
internal import Gateway
internal import HTTP

/// The answers that are no archives.
extension Responder {
    func refuse<E: Exchange>(
        _ refusal: Refusal, on exchange: E, _ response: E.Response, _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        if refusal == .abandoned {
            exchange.abort(response)
            return .clientGone
        }
        log.status = refusal.status
        let variables = exchange.metaVariables
        let document = ErrorDocument(
            refusal, accept: variables.text("HTTP_ACCEPT"), reference: log.id,
            ways: WayOn.links(from: refusal, variables))
        let head = ResponseHead(
            status: refusal.status,
            headers: document.headers + [
                Header("Content-Length", String(document.body.count)), Header("Cache-Control", "no-store"),
            ] + refusal.headers + ResponseHead.always)
        return write(head, document.body, on: exchange, response)
            ?? .refused(refusal.status, refusal.reason)
    }

    /// Writes an answer that is at hand; of one to a HEAD request, the head. Blocks.
    ///
    /// - Returns: nil if all of it is out, else what became of it.
    func write<E: Exchange>(
        _ head: ResponseHead, _ body: [UInt8], on exchange: E, _ response: E.Response
    ) -> RequestLog.Outcome? {
        do throws(SinkError) {
            try response.write(head.encoded)
            if exchange.metaVariables.text("REQUEST_METHOD") != Method.head.rawValue {
                try response.write(body)
            }
            try response.flush()
            exchange.finish(response)
            return nil
        } catch {
            exchange.abort(response)
            return RequestLog.Outcome(.sink(error)) { _ in "" }
        }
    }
}
