internal import Archive
internal import ByteIO
internal import FileTree
internal import Gateway
internal import HTTP
internal import Logging
internal import Plan
internal import SystemCalls

/// What the one line at the end of a request tells.
struct RequestLog {
    enum Outcome {
        case complete
        /// The client or the front server left. Ordinary.
        case clientGone
        /// Broken off in the middle: the client sees a broken download.
        case failed(String)
        /// The application's answer, which was no list.
        case passed(Status)
        /// A page, or that the client has it.
        case shown
        /// A form's archive has an address, to which the client is sent.
        case redirected
        /// Answered with an error status.
        case refused(Status, String)
        /// A probe that broke off, as it should or because `penstock doctor` had seen enough.
        case probed
    }

    let id: String
    private let client: String
    private let method: String
    private let path: String
    private let started = ContinuousClock.now
    var format = "-"
    var status = Status.ok
    var entries = 0
    var skipped = 0
    /// The first that is left out.
    var firstMissing: TreePlan.Missing?
    var bytesRead: UInt64 = 0
    var bytesSent: UInt64 = 0
    var firstByte: ContinuousClock.Instant?
    /// How long it took to get a list, and to plan it.
    var listDuration: Duration?
    /// Fields of the application's answer that have no effect.
    var ignored: [String] = []
    /// What it took to have the content of other servers.
    private var notes: [ReadingNote] = []

    init(id: String, _ variables: MetaVariables) {
        self.id = id
        client = variables.text("REMOTE_ADDR") ?? "-"
        method = variables.text("REQUEST_METHOD") ?? "-"
        path = ((variables["SCRIPT_NAME"] ?? []) + (variables["PATH_INFO"] ?? [])).prefix(1024).printable
    }

    /// Takes note of what is left out besides.
    mutating func note(_ count: Int, beginningWith first: TreePlan.Missing) {
        skipped += count
        firstMissing = firstMissing ?? first
    }

    /// Adds up what reading took.
    mutating func note(_ more: [ReadingNote]) {
        for note in more {
            let sum = note.count + (notes.first { $0.name == note.name }?.count ?? 0)
            notes.removeAll { $0.name == note.name }
            notes.append(ReadingNote(name: note.name, count: sum))
        }
    }

    /// Writes the line. Values are escaped by the log handler.
    func write(_ outcome: Outcome, to logger: Logger) {
        var metadata: Logger.Metadata = [
            "id": "\(id)", "client": "\(client)", "method": "\(method)", "path": "\(path)",
            "format": "\(format)", "status": "\(status.rawValue)", "entries": "\(entries)",
            "skipped": "\(skipped)", "bytes-read": "\(bytesRead)", "bytes-sent": "\(bytesSent)",
            "first-byte-ms": "\(firstByte.map { Self.milliseconds($0 - started) } ?? "-")",
            "duration-ms": "\(Self.milliseconds(.now - started))", "outcome": "\(outcome.text)",
        ]
        if let firstMissing {
            let path = firstMissing.path.prefix(1024).printable
            metadata["first-skipped"] = "\(path): \(firstMissing.reason)"
        }
        if let listDuration { metadata["list-ms"] = "\(Self.milliseconds(listDuration))" }
        for note in notes { metadata[note.name] = "\(note.count)" }
        if !ignored.isEmpty { metadata["ignored"] = "\(ignored.joined(separator: " "))" }
        logger.log(level: outcome.level, "request", metadata: metadata)
    }

    static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}

extension RequestLog.Outcome {
    var text: String {
        switch self {
        case .complete: "complete"
        case .clientGone: "client-gone"
        case .failed(let reason): "failed:\(reason)"
        case .redirected: "redirected"
        case .passed(let status): "passed:\(status.rawValue)"
        case .shown: "shown"
        case .refused(_, let reason): "refused:\(reason)"
        case .probed: "probed"
        }
    }

    /// A client's mistake, or its leaving, is nothing that an administrator must look at.
    var level: Logger.Level {
        switch self {
        case .complete, .clientGone, .passed, .shown, .redirected, .probed: .info
        case .failed: .error
        case .refused(.internalServerError, _), .refused(.badGateway, _), .refused(.gatewayTimeout, _),
            .refused(.loopDetected, _):
            .error
        case .refused(.serviceUnavailable, _): .warning
        case .refused: .info
        }
    }

    /// What became of an archive that broke off; `path` gives an entry's path.
    init(_ error: ArchiveError, path: (Int) -> String) {
        switch error {
        case .sink(.disconnected), .content(_, .abandoned): self = .clientGone
        case .sink(.enough): self = .complete
        case .sink(.failed): self = .failed("send: \(error.explanation(path: path))")
        case .sink, .content: self = .failed(error.explanation(path: path))
        }
    }
}
