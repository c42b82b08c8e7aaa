import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct SignatureV4Tests {
    /// SHA-256 of no bytes.
    private static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    struct Vector: CustomTestStringConvertible {
        let name: String
        var method = "GET"
        var path = "/"
        var query = ""
        var headers: KeyValuePairs<String, String> = [:]
        var payloadHash = SignatureV4Tests.emptyHash
        let signedNames: String
        let signature: String

        var testDescription: String { name }

        /// The value of `Authorization`.
        func authorization(_ key: SigningKey, keyID: String, host: String, _ time: SigningTime) -> String {
            let all =
                [("Host", host), ("X-Amz-Date", String(decoding: time.text, as: UTF8.self))]
                + headers.map { ($0.key, $0.value) }
            let request = CanonicalRequest(
                method, path: path, query: query, headers: all.map { ($0.0, Array($0.1.utf8)) },
                payloadHash: payloadHash)
            let value = SignatureV4.authorization(for: request, at: time, keyID: keyID, key: key)
            return String(decoding: value, as: UTF8.self)
        }
    }

    /// The examples of the Amazon S3 API reference, "Signature Calculations for the Authorization Header".
    @Test(arguments: [
        Vector(
            name: "GET Object", path: "/test.txt",
            headers: ["Range": "bytes=0-9", "x-amz-content-sha256": emptyHash],
            signedNames: "host;range;x-amz-content-sha256;x-amz-date",
            signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        Vector(
            name: "PUT Object", method: "PUT", path: "/test%24file.text",
            headers: [
                "Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY",
                "x-amz-content-sha256": "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            ],
            payloadHash: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            signedNames: "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
        Vector(
            name: "GET Bucket Lifecycle", query: "lifecycle=", headers: ["x-amz-content-sha256": emptyHash],
            signedNames: "host;x-amz-content-sha256;x-amz-date",
            signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        Vector(
            name: "GET Bucket (List Objects)", query: "max-keys=2&prefix=J",
            headers: ["x-amz-content-sha256": emptyHash],
            signedNames: "host;x-amz-content-sha256;x-amz-date",
            signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ])
    func `signatures are those of the examples of Amazon S3`(vector: Vector) {
        let time = SigningTime(secondsSinceEpoch: 1_369_353_600)
        let secret = Secret(Array("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".utf8))
        let key = SigningKey(secret, day: time.day, region: "us-east-1")
        let value = vector.authorization(
            key, keyID: "AKIAIOSFODNN7EXAMPLE", host: "examplebucket.s3.amazonaws.com", time)
        let scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"
        #expect(value == expected(vector, scope))
    }

    /// Cases of aws-sig-v4-test-suite, of which each has a name there. Paths stand here as they are sent to S3, which
    /// normalises none of them.
    @Test(arguments: [
        Vector(
            name: "get-vanilla", signedNames: "host;x-amz-date",
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Vector(
            name: "post-vanilla", method: "POST", signedNames: "host;x-amz-date",
            signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        Vector(
            name: "get-unreserved",
            path: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            signedNames: "host;x-amz-date",
            signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
        Vector(
            name: "get-vanilla-query-order-key-case", query: "Param1=value1&Param2=value2",
            signedNames: "host;x-amz-date",
            signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        Vector(
            name: "get-vanilla-utf8-query", query: "%E1%88%B4=bar", signedNames: "host;x-amz-date",
            signature: "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
        Vector(
            name: "get-header-value-trim", headers: ["My-Header1": " value1", "My-Header2": #""a   b   c""#],
            signedNames: "host;my-header1;my-header2;x-amz-date",
            signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
        Vector(
            name: "get-vanilla-with-session-token",
            headers: [
                "X-Amz-Security-Token": "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
            ],
            signedNames: "host;x-amz-date;x-amz-security-token",
            signature: "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"),
    ])
    func `signatures are those of Amazon's test suite`(vector: Vector) {
        let time = SigningTime(secondsSinceEpoch: 1_440_938_160)
        let secret = Secret(Array("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".utf8))
        let key = SigningKey(secret, day: time.day, region: "us-east-1", service: "service")
        let value = vector.authorization(key, keyID: "AKIDEXAMPLE", host: "example.amazonaws.com", time)
        #expect(value == expected(vector, "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request"))
    }

    private func expected(_ vector: Vector, _ scope: String) -> String {
        "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=\(vector.signedNames), "
            + "Signature=\(vector.signature)"
    }

    @Test(
        arguments: [
            (0, "19700101T000000Z"), (1_369_353_600, "20130524T000000Z"), (1_440_938_160, "20150830T123600Z"),
            (1_709_164_799, "20240228T235959Z"), (1_709_164_800, "20240229T000000Z"),
        ] as [(Int64, String)])
    func `times have no separators`(seconds: Int64, text: String) {
        let time = SigningTime(secondsSinceEpoch: seconds)
        #expect(String(decoding: time.text, as: UTF8.self) == text)
        #expect(String(decoding: time.day, as: UTF8.self) == String(text.prefix(8)))
    }

    @Test func `a signing key is not shown`() {
        let day = SigningTime(secondsSinceEpoch: 0).day
        let key = SigningKey(Secret(Array("hidden".utf8)), day: day, region: "r")
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "19700101/r/s3/aws4_request")
        #expect(!dumped.contains("context") && dumped.contains("scope"), "\(dumped)")
    }
}
