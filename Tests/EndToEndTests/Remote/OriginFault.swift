import TestSupport
import Testing

/// A way in which an origin fails, and what may become of an archive over it.
struct OriginFault: Sendable, CustomStringConvertible {
    enum Expectation {
        /// The archive is whole, with the bytes that it has without the fault.
        case equal
        /// The download fails visibly: with a status before the first byte, or by breaking off.
        case breaks
        /// One of both.
        case either
    }

    /// As origin.py has it.
    let name: String
    let expectation: Expectation
    /// A word of the reason in the log; nil for any.
    let reason: String?
    let size: Int
    /// What the list says of the object.
    let listing: ListedFields

    /// Whether bytes are wrong, and nothing but a checksum of the whole object tells.
    var isSecret: Bool { ["overwritten", "then-other-bytes"].contains(name) }

    var description: String { name }

    /// 300,000 bytes unless `size` says otherwise: less than penstock fetches without a pause, more than one block.
    private init(
        _ name: String, _ expectation: Expectation, _ reason: String? = nil, size: Int = 300_000,
        listing: ListedFields = .all
    ) {
        self.name = name
        self.expectation = expectation
        self.reason = reason
        self.size = size
        self.listing = listing
    }

    /// Without ``silences``.
    static let all = endings + lengths + refusals + heads + redirects + resumes

    /// Answers that end too early.
    private static let endings: [OriginFault] = [
        .init("plain", .equal), .init("plain", .equal, size: 0), .init("plain", .equal, size: 1),
        .init("short=100000", .equal), .init("reset=100000", .either), .init("drop", .equal),
        // Eight resumes, each with more than a MiB.
        .init("short=1100000", .equal, size: 9_000_000),
        // Of as many as there may be, too few bytes each.
        .init("short=10000", .breaks), .init("short=0", .breaks), .init("reset=0", .breaks),
        .init("nothing", .breaks), .init("half-head", .breaks),
        .init("last", .equal),
    ]

    /// Answers of another length than they should have, or of none.
    private static let lengths: [OriginFault] = [
        .init("long=5", .breaks), .init("long=5", .breaks, listing: [.size, .time]),
        .init("long=300000", .breaks),
        .init("unsized", .equal), .init("unsized-short=100000", .equal),
        .init("unsized-short=0", .breaks), .init("unsized-long=5", .breaks), .init("chunked", .equal),
        .init("chunked-short=100000", .breaks), .init("chunked-long=5", .breaks),
        .init("gzip", .breaks), .init("gzip-label", .equal), .init("unasked-part", .either),
    ]

    private static let refusals: [OriginFault] = [
        .init("status=403", .breaks, "403"), .init("status=404", .breaks, "404"),
        .init("status=410", .breaks, "410"), .init("status=204", .breaks),
        .init("status=500", .breaks, "500"),
        .init("status=503", .breaks, "503"), .init("status=429", .breaks, "429"),
        .init("status-once=408", .equal), .init("status-once=429", .equal), .init("status-once=500", .equal),
        .init("status-once=404", .breaks, "404"), .init("status-twice=502", .equal),
        .init("later=1", .equal), .init("later=86400", .either),
        .init("then-status=403", .breaks, "403"), .init("then-status=404", .breaks, "404"),
        .init("then-status=412", .breaks, "changed"), .init("then-status=416", .breaks),
        .init("then-status=500", .breaks, "500"), .init("then-status-once=500", .equal),
        .init("then-status-once=503", .equal),
    ]

    private static let heads: [OriginFault] = [
        .init("slow-head", .equal), .init("large-head", .breaks), .init("interim", .equal),
        .init("garbage", .breaks),
    ]

    private static let redirects: [OriginFault] = [
        .init("redirect=1", .equal), .init("redirect=3", .equal), .init("redirect=4", .breaks),
        .init("redirect=50", .breaks),
    ]

    /// What a resume gets. Where a checksum would tell anyway, the list has none.
    private static let resumes: [OriginFault] = [
        .init("then-whole", .equal), .init("then-whole-other", .breaks, "changed", listing: [.size, .tag]),
        .init("then-whole-other", .breaks),
        .init("then-other-tag", .breaks, "changed", listing: [.size, .tag]),
        .init("then-other-tag", .breaks, "changed", listing: [.size, .time]),
        .init("then-other-bytes", .breaks),
        .init("then-other-length", .breaks, listing: [.size, .tag]),
        .init("then-shifted", .breaks, listing: [.size, .tag]),
        .init("then-part-as-whole", .equal), .init("tagless", .equal, listing: [.size, .checksum]),
        .init("tagless", .equal, listing: [.size, .time]),
        .init("weak", .equal, listing: [.size, .checksum]),
        .init("overwritten", .breaks, "checksum"),
    ]

    /// Origins that fall silent: for penstock with a short patience.
    static let silences: [OriginFault] = [
        .init("silent=100000", .equal), .init("silent=0", .breaks), .init("mute", .breaks),
    ]
}

/// A way to get an archive.
struct FaultyDownload: Sendable, CustomStringConvertible {
    let mount: RemoteMount
    let format: ArchiveFormat
    /// From the middle on, as a client asks that goes on with what it has.
    let isResumed: Bool

    var description: String { "\(mount.rawValue) \(format) \(isResumed ? "resumed" : "whole")" }

    private init(_ mount: RemoteMount, _ format: ArchiveFormat, isResumed: Bool) {
        self.mount = mount
        self.format = format
        self.isResumed = isResumed
    }

    static let all: [FaultyDownload] = [
        .init(.store, .zip, isResumed: false), .init(.store, .zip, isResumed: true),
        .init(.store, .tar, isResumed: false), .init(.store, .tar, isResumed: true),
        .init(.archive, .tarGzip, isResumed: false), .init(.store, .tarGzip, isResumed: true),
    ]

    /// Whether an origin that serves another object from its second answer on can be told from one that has always done:
    /// not if penstock must read the object once before it can send a part, and nothing names the version.
    func tells(_ listing: ListedFields) -> Bool {
        !isResumed || format == .tar || !listing.isDisjoint(with: [.checksum, .tag])
    }
}
