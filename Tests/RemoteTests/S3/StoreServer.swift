import HTTPClient
import TestSupport

import enum SystemCalls.ProcessClock

@testable import Remote

/// A running server of somebody else that speaks S3, with the bucket `photos`.
final class StoreServer: Sendable {
    struct Failure: Error {
        let reason: String
    }

    /// Those that Scripts/stores could install.
    static let available = Kind.allCases.filter { FileSystem.exists($0.program) }

    let kind: Kind
    let endpoint: S3Endpoint
    private let process: ChildProcess
    private let directory: TemporaryTree
    private let client = HTTPClient()

    init(_ kind: Kind) async throws {
        self.kind = kind
        directory = try TemporaryTree("store")
        try directory.directory("data/photos")
        let port = try SocketAddress.freeLoopbackPort()
        guard let server = S3Endpoint.server("http://127.0.0.1:\(port)"),
            let endpoint = S3Endpoint(server, .path)
        else {
            preconditionFailure("a URL that is none")
        }
        self.endpoint = endpoint
        process = try await ChildProcess([kind.program.text] + kind.arguments(port: port, in: directory))
        let store = store()
        try await eventually("\(kind) to answer") { () -> Bool? in
            guard process.isRunning else {
                throw Failure(reason: "\(kind) ended at once: \(process.errors.text)")
            }
            return try await attempt("first", Array("1".utf8), in: store) ? true : nil
        }
    }

    /// The bucket, with the keys that the server knows or with others.
    func store(secret: String = "s3cret/+=", id: String = "penstock") -> S3Store {
        S3Store(
            bucket: "photos", endpoint: endpoint, region: "us-east-1",
            keys: S3Keys(id: id, secret: Secret(Array(secret.utf8)), token: nil))
    }

    /// What a request is answered.
    func answer(_ request: HTTPRequest?) async throws -> Answer {
        guard let request else { throw Failure(reason: "a key without an address") }
        let client = client
        return try await onThread {
            let transfer = try client.send(request) { false }
            var body: [UInt8] = []
            while !transfer.isComplete { try transfer.read(atMost: 1 << 16, appendingTo: &body) }
            let fields = transfer.headers.map {
                ($0.name.lowercased(), String(decoding: $0.value, as: UTF8.self))
            }
            return Answer(status: transfer.status, fields: Dictionary(fields) { $1 }, body: body)
        }
    }

    struct Answer {
        let status: Int
        /// By name in lower case.
        let fields: [String: String]
        let body: [UInt8]
    }

    /// Stores an object, as soon as the server takes it.
    func put(_ key: String, _ content: [UInt8], in store: S3Store) async throws {
        try await eventually("\(key) to be stored") { try await attempt(key, content, in: store) ? () : nil }
    }

    /// Stores an object, with a request that is signed as all others are. One call at a time.
    ///
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
