internal import Archive
internal import ByteIO
internal import FastCGI

/// The answers that are no archives.
extension Responder {
    func refuse(
        _ refusal: Refusal, on connection: Connection, _ response: RecordWriter, _ log: inout RequestLog
    ) -> RequestLog.Outcome {
        if refusal == .abandoned {
            connection.abort(response)
            return .clientGone
        }
        log.status = refusal.status
        let variables = connection.metaVariables
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
            connection.finish(response)
        } catch {
            connection.abort(response)
            return RequestLog.Outcome(.sink(error)) { _ in "" }
        }
        return .refused(refusal.status, refusal.reason)
    }
}
