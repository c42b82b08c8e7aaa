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
    private let responder: Responder
    private let log = RecordedLog()

    init(_ label: String = "responder", maxStreams: Int = 4096, defaultRoot: Bool = true) throws {
        tree = try TemporaryTree(label)
        let (pool, readers) = try Self.threads.get()
        var configuration = ResponderConfiguration()
        configuration.maxStreams = maxStreams
        configuration.defaultRoot = defaultRoot ? tree.path : nil
        let log = log
        responder = Responder(
            configuration, pool: pool, checksums: ChecksumIndex(), indexes: ArchiveIndexStore(),
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
            body: Array(writer.bytes[(end?.upperBound ?? 0)...]), end: exchange.end, log: log.last)
    }
}

/// Keeps the fields of the last line about a request.
private final class RecordedLog: LogHandler {
    private let fields = Mutex<[String: String]>([:])

    var last: [String: String] { fields.withLock { $0 } }

    func log(event: LogEvent) {
        guard event.message == "request", let metadata = event.metadata else { return }
        fields.withLock { $0 = metadata.mapValues { "\($0)" } }
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
