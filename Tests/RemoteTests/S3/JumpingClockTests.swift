import ByteIO
import HTTPClient
import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct JumpingClockTests {
    /// Refuses everything, each time by a clock that is an hour further on.
    private static let program = """
        import email.utils, http.server, time
        class Handler(http.server.BaseHTTPRequestHandler):
            count = 0
            def do_GET(self):
                Handler.count += 1
                self.send_response_only(403)
                self.send_header('Date', email.utils.formatdate(time.time() + 3600 * Handler.count, usegmt=True))
                self.send_header('Content-Length', '0')
                self.end_headers()
            do_HEAD = do_GET
        server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
        print('port', server.server_port, file=__import__('sys').stderr, flush=True)
        server.serve_forever()
        """

    @Test func `a store whose clock jumps is not asked for ever`() async throws {
        let process = try await ChildProcess(["python3", "-c", Self.program])
        let port = try await process.errors.line("a port") { $0.hasPrefix("port ") }.dropFirst(5)
        let server = try #require(S3Endpoint.server("http://127.0.0.1:\(port)"))
        let store = S3Store(
            bucket: "photos", endpoint: try #require(S3Endpoint(server, .path)), region: "us-east-1",
            keys: S3Keys(id: "id", secret: Secret(Array("secret".utf8)), token: nil))
        let prefix = try #require(OriginPrefix("s3://photos"))
        let rules = OriginRules([OriginRule(prefix: prefix, access: .s3(store), authorities: nil)])
        let failures = try await onThread {
            let origins = Origins(HTTPClient(), rules: rules)
            let location = try ObjectLocation(s3: Array("photos/a".utf8))
            let reader = ObjectReader(
                origins, rules: FetchRules { _ in true }, next: { _ in nil }, isAbandoned: { false })
            let source = reader.source(of: 0, RemoteObject(location: location, size: 1), from: 0)
            var bytes: [UInt8] = []
            let failure = #expect(throws: SourceError.self) {
                _ = try source.read(atMost: 1, appendingTo: &bytes)
            }
            let questions = ObjectQuestions(origins, allows: { _ in true }, isAbandoned: { false })
            return [
                String(describing: failure),
                String(describing: questions.ask([location], authorization: nil)),
            ]
        }
        for failure in failures { #expect(failure.contains("403"), "\(failure)") }
    }
}
