import TestSupport
import Testing

extension ApplicationListTests {
    /// What an application sees of a client, and the client of an answer that is no list.
    @Suite(.enabled(if: Application.isAvailable, "Scripts/applications makes what they run in"))
    struct PassedFieldTests {
        /// Answers with what it was asked.
        private static let mirror = """
            def app(environ, start_response):
                start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Set-Cookie", "session=2")])
                names = ["REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE"]
                return ["".join(f"{name}={environ.get(name)}\\n" for name in names).encode()]

            """

        /// As docs/applications.md has it for Apache.
        private static let authorization = ["<Location /archive/>", "CGIPassAuth On", "</Location>"]

        private static let isOfApache: Set<FrontServer> = [.proxy, .fcgid, .cgid]

        private func ask(
            _ kind: FrontServer, _ directives: [String]
        ) async throws -> (answer: HTTPResponse, text: String) {
            let application = try await Application(over: .socket, ["app.py": Self.mirror]) {
                Framework.gunicorn($0, "app:app")
            }
            let site = try await FrontSite(
                kind, try await Albums.shared().root,
                ["PENSTOCK_MANIFEST": application.manifest("/lists")], directives: directives)
            let answer = try await site.get(
                "/archive/a%20b.zip?x=1&x=2", ["-u", "user:word", "-b", "session=1", "-r", "0-4"])
            return (answer, String(decoding: try answer.bytes(), as: UTF8.self))
        }

        @Test(arguments: FrontServer.columns)
        func `an application sees who asks, and the client its refusal`(kind: FrontServer) async throws {
            let (answer, text) = try await ask(kind, Self.isOfApache.contains(kind) ? Self.authorization : [])
            #expect(answer.status == 403 && answer["Set-Cookie"] == "session=2")
            #expect(
                text == """
                    REQUEST_METHOD=GET
                    PATH_INFO=/lists/a b.zip
                    QUERY_STRING=x=1&x=2
                    HTTP_COOKIE=session=1
                    HTTP_AUTHORIZATION=Basic dXNlcjp3b3Jk
                    HTTP_RANGE=None

                    """)
        }

        @Test func `Apache keeps Authorization to itself unless it is told to pass it on`() async throws {
            #expect(try await ask(.fcgid, []).text.contains("HTTP_AUTHORIZATION=None"))
        }
    }
}
