import Glibc
import TestSupport

/// What a user relies on: a row of the table in docs/front-servers.md.
enum Reliance: String, CaseIterable, CustomStringConvertible {
    case lengths = "exact length of what is stored"
    case ranges = "ranges: 206, 416, `If-Range`"
    case resumption = "`curl -fO -C -` resumes"
    case heads = "`HEAD` makes no archive"
    case forms = "selections by POST"
    case streams = "a slow client holds penstock up, nothing is spooled"
    case departures = "penstock stops when the client leaves"
    case patience = "no limit on the length of a download"
    case failures = "a broken archive is an error for the client"
    case crashes = "so is a crash of penstock"
    case compressedFailures = "so is a broken archive without a length"
    case economy = "one process for all downloads"

    var description: String { rawValue }

    /// Tries it.
    ///
    /// - Throws: If something went wrong that has nothing to do with it.
    func holds(behind kind: FrontServer) async throws -> Bool {
        let root = try await FrontTree.shared().root
        switch self {
        case .lengths: return try await lengths(try await FrontSite(kind, root))
        case .ranges: return try await ranges(try await FrontSite(kind, root))
        case .resumption: return try await resumption(try await FrontSite(kind, root))
        case .heads: return try await heads(try await FrontSite(kind, root))
        case .forms: return try await forms(try await FrontSite(kind, root))
        case .streams: return try await streams(try await FrontSite(kind, root))
        case .departures: return try await departures(try await FrontSite(kind, root))
        case .patience: return try await Self.patience(kind)
        case .failures: return try await failures(kind, "large/file", "large.tar")
        case .crashes: return try await crashes(try await FrontSite(kind, root))
        case .compressedFailures:
            let auto = ["PENSTOCK_COMPRESSION": "auto"]
            return try await failures(kind, "text/file", "text.tar.gz", auto)
        case .economy: return try await economy(try await FrontSite(kind, root))
        }
    }

    private static let stored = "/archive/dir.zip?compression=store"

    private func lengths(_ site: FrontSite) async throws -> Bool {
        for format in ArchiveFormat.allCases {
            let answer = try await site.get("/archive/dir.\(format)?compression=store")
            guard answer.exit.isSuccess, answer.status == 200, answer.contentLength == answer.bodySize else {
                return false
            }
        }
        return true
    }

    private func ranges(_ site: FrontSite) async throws -> Bool {
        let whole = try await site.get(Self.stored, name: "whole")
        guard let tag = whole["ETag"], let last = whole.contentLength.map({ $0 - 1 }) else { return false }
        let bytes = try whole.bytes()
        for (range, part) in [("0-0", 0..<1), ("1000-400000", 1000..<400_001), ("-7", last - 6..<last + 1)] {
            let answer = try await site.get(Self.stored, ["-r", range])
            let complaint = RangeRequest("bytes=\(range)", part).complaint(
                status: answer.status, contentRange: answer["Content-Range"],
                contentLength: answer.contentLength, body: try answer.bytes(), whole: bytes)
            guard complaint == nil else { return false }
        }
        let beyond = try await site.get(Self.stored, ["-r", "\(last + 1)-"])
        let same = try await site.get(Self.stored, ["-r", "5-9", "-H", "If-Range: \(tag)"])
        let other = try await site.get(Self.stored, ["-r", "5-9", "-H", "If-Range: \"other\""])
        return beyond.status == 416 && beyond["Content-Range"] == "bytes */\(last + 1)"
            && same.status == 206 && other.status == 200 && other.bodySize == last + 1
    }

    private func resumption(_ site: FrontSite) async throws -> Bool {
        let whole = try await site.get(Self.stored, name: "whole")
        let file = site.downloads.at("resumed")
        try FileSystem.write(Array(try whole.bytes().prefix(400_000)), to: file)
        let result = try await ResumingClient.curl.finish(site.server.url(Self.stored), to: file)
        return try result.succeeded && FileSystem.sameContents(file, whole.body)
    }

    private func heads(_ site: FrontSite) async throws -> Bool {
        let answer = try await site.get("/archive/huge.tar", ["-I"])
        let line = try await site.requestLine(["method": "HEAD", "path": "/archive/huge.tar"])
        return answer.exit.isSuccess && answer.status == 200 && (answer.contentLength ?? 0) > 1 << 40
            && line["bytes-sent"] == "0" && line["bytes-read"] == "0"
    }

    private func forms(_ site: FrontSite) async throws -> Bool {
        let form = ["-d", "format=tar", "--data-urlencode", "select=small", "-d", "name=a+form"]
        let answer = try await site.get("/archive/dir", form)
        guard answer.exit.isSuccess, answer.status == 200 else { return false }
        return try await ArchiveListing.names(try answer.bytes(), .tar) == ["a form/", "a form/small"]
    }
}
