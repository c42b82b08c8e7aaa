import HTTPClient
import TestSupport

import enum SystemCalls.ProcessClock

@testable import Remote

/// Requests that penstock signs.
extension StoreServer {
    struct Failure: Error {
        let reason: String
    }

    struct Answer {
        let status: Int
        /// By name in lower case.
        let fields: [String: String]
        let body: [UInt8]
    }

    /// The bucket, with the keys that the server knows or with others; with none, if `id` is nil.
    func store(secret: String = secretKey, id: String? = keyID) -> S3Store {
        guard let server = S3Endpoint.server(url), let endpoint = S3Endpoint(server, .path) else {
            preconditionFailure("a URL that is none")
        }
        let keys = id.map { S3Keys(id: $0, secret: Secret(Array(secret.utf8)), token: nil) }
        return S3Store(bucket: Self.bucket, endpoint: endpoint, region: Self.region, keys: keys)
    }

    /// What a request is answered.
    func answer(_ request: HTTPRequest?) async throws -> Answer {
        guard let request else { throw Failure(reason: "a key without an address") }
        return try await onThread {
            let transfer = try HTTPClient().send(request) { false }
            var body: [UInt8] = []
            while !transfer.isComplete { try transfer.read(atMost: 1 << 16, appendingTo: &body) }
            let fields = transfer.headers.map {
                ($0.name.lowercased(), String(decoding: $0.value, as: UTF8.self))
            }
            return Answer(status: transfer.status, fields: Dictionary(fields) { $1 }, body: body)
        }
    }

    /// Stores an object with a request that is signed as all others are, as soon as the server takes it. One call at a
    /// time.
    func put(_ key: String, _ content: [UInt8], in store: S3Store) async throws {
        try await eventually("\(key) to be stored") { try await attempt(key, content, in: store) ? () : nil }
    }

    /// - Returns: whether the server has taken it.
    private func attempt(_ key: String, _ content: [UInt8], in store: S3Store) async throws -> Bool {
        guard let request = store.request("PUT", key: Array(key.utf8), now: Self.now) else { return false }
        let file = try directory.file("content", content)
        let fields = request.headers.flatMap {
            ["-H", "\($0.name): \(String(decoding: $0.value, as: UTF8.self))"]
        }
        let result = try await Tool("curl").run(
            ["-sS", "--path-as-is", "-f", "-T", file.text] + Curl.limits + fields + [request.url])
        // 7: not connected; 22: a status of an error; 52, 55 and 56: a connection that a server ends which is not ready yet.
        let passing: [ProcessExit] = [7, 22, 52, 55, 56].map { .exited($0) }
        guard result.succeeded || passing.contains(result.status) else {
            throw Failure(reason: "\(result)")
        }
        return result.succeeded
    }

    /// Seconds since 1970.
    static var now: Int64 { ProcessClock.now.seconds }
}
