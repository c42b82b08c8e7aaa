/// A running server of somebody else that speaks S3, with the bucket `photos`.
public final class StoreServer: Sendable {
    /// Those that Scripts/stores could install.
    public static let available = Kind.allCases.filter { FileSystem.exists($0.program) }

    /// The keys that the server knows.
    public static let (keyID, secretKey) = ("penstock", "s3cret/+=")
    public static let bucket = "photos"
    public static let region = "us-east-1"

    public let kind: Kind
    public let port: UInt16
    public let directory: TemporaryTree
    private let process: ChildProcess

    public init(_ kind: Kind) async throws {
        self.kind = kind
        directory = try TemporaryTree("store")
        try directory.directory("data/\(Self.bucket)")
        port = try SocketAddress.freeLoopbackPort()
        process = try await ChildProcess(
            [kind.program.text] + kind.arguments(port: port, in: directory),
            environment: ["TMPDIR": directory.path])
        try await eventually("\(kind) to take an object") { () -> Void? in
            guard process.isRunning else {
                throw ChildFailure(command: "\(kind)", reason: "ended at once: \(process.errors.text)")
            }
            return try await copy("first", Array("1".utf8)).succeeded ? () : nil
        }
    }

    /// Scheme, host and port.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Stores an object; of a key that it has, another one. One call at a time.
    public func put(_ key: String, _ content: [UInt8]) async throws {
        try await eventually("\(key) to be stored") { () -> Void? in
            try await copy(key, content).succeeded ? () : nil
        }
    }

    /// With the client of rclone, which signs by itself.
    private func copy(_ key: String, _ content: [UInt8]) async throws -> Tool.Result {
        let file = try directory.file("content", content)
        let variables = [
            "TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": url, "REGION": Self.region,
            "ACCESS_KEY_ID": Self.keyID, "SECRET_ACCESS_KEY": Self.secretKey, "NO_CHECK_BUCKET": "true",
        ]
        return try await Tool(Kind.rclone.program.text).run(
            [
                "copyto", "--config", "/dev/null", "--retries", "1", "--low-level-retries", "1",
                "--ignore-times", file.text, "store:\(Self.bucket)/\(key)",
            ],
            environment: Dictionary(
                uniqueKeysWithValues: variables.map { ("RCLONE_CONFIG_STORE_\($0.key)", $0.value) }))
    }
}
