import TestSupport
import Testing

extension RemoteContentTests {
    /// Addresses that are not connected to, whoever allows them.
    @Suite struct RefusedAddressTests {
        /// Of link-local and multicast networks, of "this host", and those where clouds have their keys.
        private static let addresses = [
            "169.254.169.254", "169.254.1.1", "fe80::1", "fd00:ec2::254", "100.100.100.200", "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1", "239.255.255.250", "ff02::1", "::", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
        ]

        /// Other words for one of them, which a URL's host may be.
        private static let spellings = [
            "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.254.43518", "0",
        ]

        private static func host(_ address: String) -> String {
            address.contains(":") ? "[\(address)]" : address
        }

        @Test func `a refused address is not connected to though a location names it`() async throws {
            for address in Self.addresses.map(Self.host) + Self.spellings {
                try await expectRefusal(of: address) { $0.wrapper = $1.wrapper }
            }
        }

        /// Whether this process may give another one names of its own.
        private static let canName = Task {
            try await Tool("unshare").run(["-m", "true"]).succeeded
        }

        @Test(.enabled("needs a mount namespace") { try await canName.value })
        func `nor is one that a name resolves to`() async throws {
            let scratch = try TemporaryTree("names")
            let lines = Self.addresses.enumerated().map { "\($1) name\($0).example\n" }
            let hosts = try scratch.file("hosts", "127.0.0.1 localhost good.example\n" + lines.joined())
            let naming = [
                "unshare", "-m", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"", hosts.text,
            ]
            for number in Self.addresses.indices {
                try await expectRefusal(of: "name\(number).example") { $0.wrapper = naming + $1.wrapper }
            }
            // The names are known there, and others are served.
            let origin = try await RemoteOrigin()
            let source = "http://good.example:\(origin.port)/"
            let site = try await RemoteSite([origin], sources: [source]) { $0.wrapper = naming }
            let object = try await site.objects([("a", 5)])[0]
            try site.list("good.zip", [object.entry("a", at: source + object.path())])
            let answer = try await site.get("/archive/good.zip")
            #expect(answer.status == 200 && answer.exit.isSuccess)
        }

        /// - Parameter watch: Has penstock started under strace.
        private func expectRefusal(
            of host: String, watch: (inout PenstockServer.Options, WatchedConnections) -> Void
        ) async throws {
            let watched = try WatchedConnections()
            let application = try await ScriptedApplication()
            let penstock = try await PenstockServer { watch(&$0, watched) }
            for port in ["", ":8080"] {
                let url = "http://\(host)\(port)/latest?sig=SECRETMARK"
                try application.list("x.zip", #"[{"name": "x", "url": "\#(url)", "size": 5, "etag": "x"}]"#)
                var request = FastCGIRequest("GET", "/archive/x.zip")
                request["PENSTOCK_MANIFEST"] = application.address
                request["PENSTOCK_SOURCES"] = "http://\(host)\(port)/"
                let answer = try await penstock.client().send(request)
                #expect(answer.status >= 500 || !answer.isComplete, "\(url)")
            }
            #expect(try watched.count() > 0)
            // A name service is asked by sendto; what has a port of ours would be an origin.
            let calls = try watched.network().filter {
                $0.contains("connect(") && ($0.contains("htons(80)") || $0.contains("htons(8080)"))
            }
            #expect(calls == [], "\(host)")
            #expect(!penstock.log.text.contains("SECRETMARK"))
        }
    }
}
