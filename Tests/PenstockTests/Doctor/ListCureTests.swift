import Responder
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct ListCureTests {
    private static func cure(
        _ reason: String, _ source: ProbeProtocol.ListSource, _ server: FrontServer = .nginx
    ) -> String {
        ListCure(reason: reason, source: source, server: server).lines.joined(separator: "\n")
    }

    @Test(
        arguments: [
            ("application: unix:/a: No such file or directory", .socket, "name the socket", true),
            ("application: unix:/a: Connection refused", .socket, "nothing listens", false),
            ("application: unix:/a: Permission denied", .socket, "write to the socket", false),
            ("application: silent for too long", .socket, "application's log", false),
            ("application: Could not resolve host: app", .socket, "application's log", false),
            ("application: Failed to connect to app port 80 after 0 ms: …", .tcp, "let it use TCP", true),
            ("application: Could not resolve host: app", .tcp, "let it use TCP", true),
            ("application: silent for too long", .tcp, "application's log", false),
        ] as [(String, ProbeProtocol.ListSource, String, Bool)])
    func `an application that is not reached is told how to be`(
        reason: String, source: ProbeProtocol.ListSource, words: String, namesManifest: Bool
    ) {
        let cure = Self.cure(reason, source)
        #expect(cure.contains(words), "\(cure)")
        #expect(cure.contains("fastcgi_param PENSTOCK_MANIFEST ") == namesManifest, "\(cure)")
        #expect(cure.contains("TCP") == (words == "let it use TCP"), "\(cure)")
    }

    @Test(arguments: [
        (
            "origin: entry 1, s3: s3://photos/a: no line of --origins is about this bucket",
            "s3://BUCKET endpoint="
        ),
        ("origin: entry 1, s3: s3://photos/a: 403", "keys of the bucket"),
        ("origin: line 1, url: http://cdn/a: 403", "Sign the URL"),
        ("origin: line 1, url: http://cdn/a: 401", "Sign the URL"),
        ("origin: line 1, url: http://cdn/a: Failed to connect to cdn port 80 …", "has no network"),
        ("origin: line 1, url: http://cdn/a: Could not resolve host: cdn …", "has no network"),
        ("origin: line 1, url: http://cdn/a: 503, and so again and again", "curl --head"),
    ])
    func `a server that does not answer is told how to be asked`(reason: String, words: String) {
        for source in ProbeProtocol.ListSource.allCases {
            #expect(Self.cure(reason, source).contains(words), "\(Self.cure(reason, source))")
        }
    }

    @Test(arguments: [
        ("path: /etc/passwd is beneath no directory that is allowed here", "\"/PREFIX/=/DIRECTORY/\""),
        ("url: http://a/b is beneath no prefix that is allowed here", "\"https://HOST/PATH/\""),
        ("s3: s3://photos/a is beneath no prefix that is allowed here", "\"s3://BUCKET/\""),
    ])
    func `what is not allowed is told how to be`(reason: String, item: String) {
        #expect(
            Self.cure("list: line 1, \(reason)", .socket) == "fastcgi_param PENSTOCK_SOURCES \(item);")
    }
}
