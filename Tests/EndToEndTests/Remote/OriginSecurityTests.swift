import TestSupport
import Testing

extension RemoteContentTests {
    /// Origins over TLS.
    @Suite struct OriginSecurityTests {
        /// Certificates by an authority of our own.
        private struct Authority {
            private let tree: TemporaryTree

            init() async throws {
                tree = try TemporaryTree("authority")
                let script = """
                    cd "$1" && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
                        -subj /CN=authority -keyout authority.key -out authority.pem 2>&1 && chmod 644 authority.pem
                    """
                let result = try await Tool.shell(script, [tree.path])
                try #require(result.succeeded, "\(result)")
            }

            /// For `ca=`.
            var file: BytePath { tree.at("authority.pem") }

            /// An origin with a certificate for `names`.
            ///
            /// - Parameters:
            ///   - version: The latest version of TLS that it speaks.
            ///   - age: Days since the certificate was made, which is good for two.
            func origin(_ names: String = "IP:127.0.0.1", version: String? = nil, age: Int = 0) async throws
                -> RemoteOrigin
            {
                let script = """
                    cd "$1" && openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=server \
                        -keyout "$2.key" -out "$2.csr" 2>&1 && echo "subjectAltName=$3" >"$2.names" &&
                    LD_PRELOAD='/usr/$LIB/faketime/libfaketimeMT.so.1' FAKETIME="-$4d" \
                        openssl x509 -req -in "$2.csr" -CA authority.pem -CAkey authority.key -CAcreateserial \
                        -days 2 -extfile "$2.names" -out "$2.pem" 2>&1
                    """
                let name = "server\(names.filter(\.isLetter))-\(age)-\(version ?? "")"
                let result = try await Tool.shell(script, [tree.path, name, names, String(age)])
                try #require(result.succeeded, "\(result)")
                return try await RemoteOrigin(
                    .init(
                        certificate: tree.at(BytePath("\(name).pem")), key: tree.at(BytePath("\(name).key")),
                        version: version))
            }

            /// What `--origins` names.
            func origins(_ prefixes: [String]) throws -> [String] {
                let lines = prefixes.map { "\($0) ca=\(file)\n" }.joined()
                return ["--origins", try tree.file("origins", lines, mode: 0o600).text]
            }
        }

        @Test func `an archive holds what a server over TLS has`() async throws {
            let authority = try await Authority()
            let (secure, open) = (try await authority.origin(), try await RemoteOrigin())
            let site = try await RemoteSite(
                [secure, open], sources: [secure.prefix, open.prefix],
                serve: authority.origins([secure.prefix]))
            let album = try await RemoteAlbum(at: site)
            for format in ArchiveFormat.allCases {
                try site.list("trip.\(format)", album.entries())
                let whole = try await site.get("/store/trip.\(format)", name: "whole")
                try await RemoteSite.expect(whole, format, toHold: album.expected)
                let begin = whole.bodySize / 2
                let part = try await site.get("/twin/trip.\(format)", ["-r", "\(begin)-"], name: "part")
                let expected: [UInt8] = Array(try whole.bytes()[begin...])
                #expect(part.status == 206)
                #expect(try part.bytes() == expected)
            }
            // Objects come over connections that stay.
            let connections = Set(try await secure.requests().map(\.connection)).count
            #expect(connections < album.objects.count * 3, "\(connections)")
        }

        @Test func `a drop over TLS is resumed`() async throws {
            let authority = try await Authority()
            let origin = try await authority.origin()
            let site = try await RemoteSite(
                [origin], sources: [origin.prefix], serve: authority.origins([origin.prefix]))
            let object = try await site.objects([("a", 300_000)])[0]
            for fault in ["drop", "short=100000", "unsized-short=100000"] {
                try site.list("trip.tar", [object.entry("a", at: origin.prefix + object.path(fault))])
                let answer = try await site.get("/archive/trip.tar")
                try await RemoteSite.expect(answer, .tar, toHold: site.tree.at("objects"))
            }
        }

        enum Weakness: CaseIterable {
            case stranger, otherName, expired, oldVersion
        }

        @Test(arguments: Weakness.allCases)
        func `no bytes come from a server that cannot be trusted`(weakness: Weakness) async throws {
            let authority = try await Authority()
            let origin =
                switch weakness {
                case .stranger: try await Authority().origin()
                case .otherName: try await authority.origin("DNS:other.example,IP:127.0.0.2")
                case .expired: try await authority.origin(age: 10)
                case .oldVersion: try await authority.origin(version: "TLSv1_1")
                }
            let site = try await RemoteSite(
                [origin], sources: [origin.prefix], serve: authority.origins([origin.prefix]))
            let object = try await site.objects([("a", 300_000)])[0]
            let cases = [ListedFields.all, [.checksum]].flatMap { listing in
                ArchiveFormat.allCases.map { (listing, $0) }
            }
            try await forEach(Array(cases.enumerated()), atOnce: 6) { number, trial in
                let name = "\(number).\(trial.1)"
                try site.list(
                    name,
                    [
                        #"{"name": "first", "text": "first"}"#,
                        object.entry("a", at: origin.prefix + object.path(), trial.0),
                    ])
                let answer = try await site.get("/store/\(name)", name: BytePath(name))
                #expect(!answer.exit.isSuccess || answer.status == 502)
                let line = try await site.line("/store/\(name)")
                #expect(line.level == "error", "\(line)")
                #expect(line.outcome.contains("127.0.0.1:\(origin.port)/plain/300000/a"), "\(line)")
            }
            #expect(try await origin.requests().isEmpty)
        }

        /// Whose own client can do it, so that it is penstock that does not.
        @Test func `an old version is refused by penstock, not by its origin`() async throws {
            let authority = try await Authority()
            let origin = try await authority.origin(version: "TLSv1_1")
            let downloads = try TemporaryTree("downloads")
            let answer = try await Curl(into: downloads).get(
                origin.prefix + "plain/5/a",
                [
                    "--cacert", authority.file.text, "--tlsv1.0", "--tls-max", "1.1", "--ciphers",
                    "ALL:@SECLEVEL=0",
                ])
            #expect(answer.status == 200 && answer.bodySize == 5)
        }

        @Test func `a server is not trusted without its authority`() async throws {
            let authority = try await Authority()
            let origin = try await authority.origin()
            let site = try await RemoteSite([origin], sources: [origin.prefix])
            let object = try await site.objects([("a", 300_000)])[0]
            try site.list("trip.zip", [object.entry("a", at: origin.prefix + object.path())])
            let answer = try await site.get("/store/trip.zip")
            #expect(!answer.exit.isSuccess || answer.status == 502)
            #expect(try await origin.requests().isEmpty)
        }

        @Test func `no redirect leads from https to http`() async throws {
            let authority = try await Authority()
            let (secure, open) = (try await authority.origin(), try await RemoteOrigin())
            let site = try await RemoteSite(
                [secure, open], sources: [secure.prefix, open.prefix],
                serve: authority.origins([secure.prefix]))
            let object = try await site.objects([("a", 300_000)])[0]
            for (from, to, isAllowed) in [
                (secure, open, false), (open, secure, true), (secure, secure, true),
            ] {
                let target = (to.prefix + object.path()).replacing(":", with: "%3A").replacing(
                    "/", with: "%2F")
                let url = "\(from.prefix)\(object.path("to"))?to=\(target)"
                let name = "from\(from.scheme)to\(to.scheme).zip"
                try site.list(name, [object.entry("a", at: url)])
                let answer = try await site.get("/store/\(name)")
                #expect((answer.exit.isSuccess && answer.status == 200) == isAllowed, "\(url)")
            }
            #expect(try await open.requests("/plain").isEmpty)
        }
    }
}
