import TestSupport
import Testing

@testable import HTTPClient

@Suite(.system) struct TransportSecurityTests {
    /// An authority of our own, and a server's certificate by it.
    private static func certify(_ names: String, in tree: TemporaryTree) async throws {
        let script = """
            cd "$1" && mkdir authorities && exec 2>&1 &&
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority \
                -keyout authority.key -out authorities/authority.pem &&
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=server \
                -keyout key.pem -out server.csr &&
            echo "subjectAltName=$2" >names &&
            openssl x509 -req -in server.csr -CA authorities/authority.pem -CAkey authority.key -CAcreateserial \
                -days 2 -extfile names -out certificate.pem && openssl rehash authorities
            """
        let result = try await Tool.shell(script, [tree.path, names])
        try #require(result.succeeded, "\(result)")
    }

    @Test func `speaks with a server whose authority is known, and with no other`() async throws {
        let tree = try TemporaryTree("certificates")
        try await Self.certify("IP:127.0.0.1", in: tree)
        let origin = try await Origin(certificate: (tree.at("certificate.pem"), tree.at("key.pem")))
        let request = origin.request("/hello", scheme: "https")
        let client = HTTPClient(HandlePool(authorities: tree.at("authorities").text))
        for _ in 0..<2 { #expect(try await client.reply(to: request).text == "hello") }
        #expect(try await origin.count("connection") == 1)
        let error = await #expect(throws: HTTPClientError.self) { try await HTTPClient().reply(to: request) }
        #expect(error?.kind == "untrusted")
        #expect(try await origin.count("GET /hello") == 2)
    }

    @Test func `speaks with no server of another name`() async throws {
        let tree = try TemporaryTree("certificates")
        try await Self.certify("DNS:other.example", in: tree)
        let origin = try await Origin(certificate: (tree.at("certificate.pem"), tree.at("key.pem")))
        let client = HTTPClient(HandlePool(authorities: tree.at("authorities").text))
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.reply(to: origin.request("/hello", scheme: "https"))
        }
        #expect(error?.kind == "untrusted")
        #expect(try await origin.count("GET /hello") == 0)
    }
}
