import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct FrontServerTests {
    @Test(
        arguments: [
            ("systemd; nginx/1.22.1", .nginx), ("listen; nginx/1.22.1", .nginx),
            ("inherited; nginx/1.22.1", .nginx), ("cgi; nginx/1.22.1", .fcgiwrap),
            ("listen; Apache/2.4.62 (Debian)", .proxyFCGI), ("inherited; Apache", .fcgid),
            ("cgi; Apache/2.4", .apacheCGI), ("inherited; lighttpd/1.4.69", .lighttpd),
            ("cgi; lighttpd/1.4.69", .lighttpdCGI), ("listen; ", .unknown), ("", .unknown),
            ("cgi; nginx/1.22.1; HTTP/1.0", .fcgiwrap),
            ("systemd; nginx/1.22.1; HTTP/1.1; forwarded", .nginx), ("listen; Caddy", .unknown),
            (";;;", .unknown),
        ] as [(String, FrontServer)])
    func `a server is known by its name and how it starts penstock`(header: String, server: FrontServer) {
        #expect(FrontServer(probeHeader: header) == server)
    }

    @Test func `every problem has a cure on every server`() {
        for server in FrontServer.allCases {
            for problem in Problem.allCases {
                let lines = problem.cure(server)
                #expect(!lines.isEmpty && lines.allSatisfy { !$0.isEmpty }, "\(problem) \(server)")
            }
        }
    }

    @Test func `behind a proxy nothing is said of how the front server reaches penstock`() {
        for problem in Problem.allCases {
            let lines = problem.cureInProxy
            #expect(lines.count > 1 && !lines.contains { $0.contains("fastcgi") || $0.contains("PENSTOCK") })
        }
        #expect(Problem.runsAhead.cureInProxy.contains { $0.hasPrefix("proxy_buffering off;") })
        #expect(Problem.oldVersion.cureInProxy.contains { $0.hasPrefix("proxy_http_version 1.1;") })
    }

    @Test(arguments: [
        ("http://localhost/a/", true), ("http://localhost:8080/", true), ("https://127.0.0.1/a", true),
        ("http://[::1]:80/a/", true), ("http://example.org/localhost/", false),
    ])
    func `the backlog of another machine is not ours to see`(url: String, isLocal: Bool) {
        #expect((Backlog.finding(url: url, limit: 128)?.verdict == .wrong) == isLocal)
        #expect((Backlog.finding(url: url, limit: 4096)?.verdict == .good) == isLocal)
        #expect(Backlog.finding(url: url, limit: nil) == nil)
    }
}
