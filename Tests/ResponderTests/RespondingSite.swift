import Compression
import FileTree
import Gateway
import HTTP
import Logging
import Synchronization
import TestSupport

@testable import Responder

/// A responder over a tree, asked by false exchanges.
struct RespondingSite {
    /// What became of a request.
    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]
        let end: FalseExchange.End?
        /// The fields of its log line.
        let log: [String: String]
    }

    /// Threads are shared by all sites: each of many tests would start some.
    private static let threads = Result { (try CompressionPool(threads: 1), try ReaderPool(threads: 1)) }

    let tree: TemporaryTree
    let indexes = ArchiveIndexStore()
    private let responder: Responder
    private let log = RecordedLog()

    init(
        _ label: String = "responder", maxStreams: Int = 4096, defaultRoot: Bool = true,
        allowedOrigins: [String] = []
    ) throws {
        tree = try TemporaryTree(label)
        let (pool, readers) = try Self.threads.get()
        var configuration = ResponderConfiguration()
        configuration.maxStreams = maxStreams
        configuration.allowedOrigins = allowedOrigins
        configuration.defaultRoot = defaultRoot ? tree.path : nil
        let log = log
        responder = Responder(
            configuration, pool: pool, checksums: ChecksumIndex(), indexes: indexes,
            readers: readers, logger: Logger(label: "test") { _ in log })
    }

    /// Asks for a path below the mount.
    ///
    /// - Parameters:
    ///   - variables: Further meta-variables.
    ///   - body: Nil for one that breaks off.
    func ask(
        _ path: String, method: String = "GET", query: String = "", _ variables: [String: String] = [:],
        body: [UInt8]? = [], isDraining: Bool = false, isAbandoned: Bool = false,
        writer: FalseExchange.Writer = .init()
    ) -> Answer {
        let basic = [
            "REQUEST_METHOD": method, "PENSTOCK_MOUNT": "/archive", "SCRIPT_NAME": "/archive" + path,
            "QUERY_STRING": query,
        ]
        let all = basic.merging(variables) { $1 }
        let exchange = FalseExchange(
            MetaVariables(all.map { (name: $0.key, value: Array($0.value.utf8)) }), body: body,
            isDraining: isDraining, isAbandoned: isAbandoned, writer: writer)
        responder.respond(to: exchange)
        let end = writer.bytes.firstRange(of: Array("\r\n\r\n".utf8))
        let head = String(decoding: writer.bytes[..<(end?.lowerBound ?? 0)], as: UTF8.self)
        var headers: [String: String] = [:]
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            headers[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        return Answer(
            status: headers["Status"].flatMap { Int($0.prefix(3)) } ?? 0, headers: headers,
            body: Array(writer.bytes[(end?.upperBound ?? 0)...]), end: exchange.end,
            log: log.fields(of: "request").last ?? [:])
    }

    /// What the log says of indexes, line by line.
    var indexOutcomes: [String] { log.fields(of: "index").map { $0["outcome"] ?? "" } }
}

/// Keeps the fields of all lines.
private final class RecordedLog: LogHandler {
    private let lines = Mutex<[(message: String, fields: [String: String])]>([])

    func fields(of message: String) -> [[String: String]] {
        lines.withLock { lines in lines.filter { $0.message == message }.map(\.fields) }
    }

    func log(event: LogEvent) {
        let line = ("\(event.message)", (event.metadata ?? [:]).mapValues { "\($0)" })
        lines.withLock { $0.append(line) }
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }
    var logLevel: Logger.Level {
        get { .trace }
        set { _ = newValue }
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { _ = newValue }
    }
}
