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
        let document = ErrorDocument(refusal, accept: variables.text("HTTP_ACCEPT"), reference: log.id)
        let head = ResponseHead(
            status: refusal.status,
            headers: [
                Header("Content-Type", document.mediaType),
                Header("Content-Length", String(document.body.utf8.count)),
                Header("Cache-Control", "no-store"),
            ] + refusal.headers + ResponseHead.always)
        do throws(SinkError) {
            try response.write(head.encoded)
            if variables.text("REQUEST_METHOD") != Method.head.rawValue {
                try response.write(Array(document.body.utf8))
            }
            try response.flush()
            exchange.finish(response)
        } catch {
            exchange.abort(response)
            return RequestLog.Outcome(.sink(error)) { _ in "" }
        }
        return .refused(refusal.status, refusal.reason)
    }
}
