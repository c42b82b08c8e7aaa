import TestSupport
import Testing

/// What the doctor makes of pages that are no probe.
@Suite(.system) struct UnprobedPageTests {
    @Test func `other pages than penstock's are told apart`() async throws {
        let nginx = try await NginxServer { port, _ in
            """
            server {
                listen 127.0.0.1:\(port);
                location /page/ { return 200 "a page\\n"; }
                location /moved/ { return 301 /archive/; }
                location /closed/ { deny all; }
                location /fault/ { return 500; }
                location /late/ { return 504; }
            }
            """
        }
        for (path, words, cure) in [
            ("page", "status 200: this URL is none of penstock's", "grep -rn PENSTOCK_MOUNT"),
            ("none", "status 404: this URL is none of penstock's", "grep -rn PENSTOCK_MOUNT"),
            ("moved", "status 301: the front server sends clients", "doctor '\(nginx.url("/archive/"))'"),
            ("closed", "status 403: the front server lets nobody in", "--user NAME:PASSWORD"),
            ("fault", "status 500", "error log of the front server"),
            ("late", "status 504: the front server has waited", "fastcgi_read_timeout"),
        ] {
            let result = try await DoctorTests.examine(nginx.url("/\(path)/"))
            #expect(result.status == .exited(69))
            #expect(result.text.contains(words) && result.text.contains(cure), "\(result)")
            #expect(!result.text.contains("PENSTOCK_PROBE"), "\(result)")
        }
    }
}
