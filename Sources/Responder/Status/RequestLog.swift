internal import Archive
internal import ByteIO
internal import FileTree
internal import Gateway
internal import HTTP
internal import Logging
internal import Pages
internal import Plan
internal import SystemCalls

/// What the one line at the end of a request tells.
struct RequestLog {
    enum Outcome {
        case complete
        /// The client or the front server left. Ordinary.
        case clientGone
        /// Broken off in the middle: the client sees a broken download.
        case failed(String, StreamResult = .failed)
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
        /// The status of the service.
        case told
    }

    let running: RunningRequest
    private let client: String
    private let method: String
    private let path: String
    private let started = ContinuousClock.now
    var format = "-" { didSet { running.note(format: format) } }
    /// Whether an archive, or a part of one, has begun to be sent.
    private(set) var isArchive = false
    /// Whether `penstock doctor` is answered.
    var isProbe = false
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

    /// - Parameter progress: How far the answer is, if other threads may look.
    init(id: String, _ variables: MetaVariables, _ progress: SendProgress?) {
        client = variables.text("REMOTE_ADDR") ?? "-"
        method = variables.text("REQUEST_METHOD") ?? "-"
        path = ShownPath.path(variables)
        running = RunningRequest(
            id: id, client: client, method: method, path: ShownPath.text(variables), progress: progress)
    }

    var id: String { running.id }

    var timeToFirstByte: Duration? { firstByte.map { $0 - started } }

    /// Takes note that an archive is being sent from now on.
    ///
    /// - Parameters:
    ///   - headCount: Bytes of the head.
    ///   - total: Bytes of the body, if they are known.
    mutating func beginArchive(headCount: Int, total: UInt64?) {
        isArchive = true
        running.begin(headCount: headCount, total: total, isCounted: !isProbe)
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
            "first-byte-ms": "\(timeToFirstByte.map(Self.milliseconds) ?? "-")",
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
        case .failed(let reason, _): "failed:\(reason)"
        case .redirected: "redirected"
        case .passed(let status): "passed:\(status.rawValue)"
        case .shown: "shown"
        case .refused(_, let reason): "refused:\(reason)"
        case .probed: "probed"
        case .told: "told"
        }
    }

    /// A client's mistake, or its leaving, is nothing that an administrator must look at.
    var level: Logger.Level {
        switch self {
        case .complete, .clientGone, .passed, .shown, .redirected, .probed: .info
        // Whatever watches the service asks several times a minute.
        case .told: .debug
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
        case .sink, .content: self = .failed(error.explanation(path: path), StreamResult(error))
        }
    }
}
