import Glibc
import TestSupport
import Testing

extension Reliance {
    /// What penstock may have sent to a client that takes nothing: buffers of sockets, pipes and the server.
    private static let aheadLimit = 16 << 20

    func streams(_ site: FrontSite) async throws -> Bool {
        let curl = try await site.download("/archive/large.tar", rate: "1k")
        let taken = try await Self.heldUp(try await responder(of: site), behind: [site.server])
        return curl.isRunning && taken < Self.aheadLimit
    }

    /// Waits until a responder and the servers in front of it get no further, or nothing holds them up.
    ///
    /// - Returns: Bytes that the responder has written, and that the servers have put aside.
    @discardableResult
    static func heldUp(_ responder: Int32, behind servers: [any WebServer]) async throws -> Int {
        let processes = (servers.map(\.process.processID) + [responder]).map { ProcessTree(of: $0) }
        var (before, looks) = (-1, 0)
        return try await eventually("penstock to be held up") {
            let now = try servers.reduce(writtenBytes(responder)) { try $0 + $1.spooledBytes() }
            // Who only has not had a turn on a busy machine is not held up.
            let areWaiting = try processes.allSatisfy { try $0.isWaiting() }
            (looks, before) = now == before && areWaiting ? (looks + 1, now) : (0, now)
            return looks == 30 || now > 512 << 20 ? now : nil
        }
    }

    func departures(_ site: FrontSite) async throws -> Bool {
        // Nobody could have sent all of it meanwhile.
        let curl = try await site.download("/archive/huge.tar", rate: "4M")
        let responder = try await responder(of: site)
        try await eventually("a download") { Self.writtenBytes(responder) > 1 << 20 ? true : nil }
        curl.send(SIGKILL)
        do {
            // fcgiwrap does not pass on what a program says when it is told to end.
            return try await eventually("the end of it") {
                try !site.responders().contains(responder)
                    || site.log.contains { LogLine($0).outcome == "client-gone" } ? true : nil
            }
        } catch is DeadlinePassed {
            return false
        }
    }

    /// A client that takes a quarter of an hour, on a front server whose clock goes thirty times as fast: that it is
    /// silent for five minutes means ten seconds in which this machine gives it nothing to do.
    static func patience(_ kind: FrontServer, directives: [String] = []) async throws -> Bool {
        let root = try await FrontTree.shared().root
        let site = try await FrontSite(kind, root, directives: directives, clock: FastClock(rate: 30))
        let curl = try await site.download("/archive/long.tar", steadily: 1_400_000)
        let exit = try await curl.exit()
        let ahead = try await site.secondsAhead()
        #expect(ahead > (exit.isSuccess ? 800 : 280), "\(kind)")
        return exit.isSuccess
    }

    func failures(
        _ kind: FrontServer, _ file: BytePath, _ archive: String, _ parameters: [String: String] = [:]
    ) async throws -> Bool {
        let tree = try TemporaryTree("broken", in: .memory)
        try tree.sparseFile("large/file", size: 64 << 20)
        try tree.compressibleFile("text/file", size: file == "text/file" ? 40 << 20 : 1)
        let site = try await FrontSite(kind, tree.root, parameters)
        let (exit, body) = try await site.fetch("/archive/\(archive)") {
            try FileSystem.truncate(tree.at(file), to: 1 << 20)
        }
        let format = ArchiveFormat.allCases.first { archive.hasSuffix(".\($0)") } ?? .tarGzip
        // Where the client is not told, whoever unpacks it is.
        try await Site.expectRefusal(of: body, format)
        return !exit.isSuccess
    }

    func crashes(_ site: FrontSite) async throws -> Bool {
        let path = "/archive/large.tar"
        let (exit, _) = try await site.fetch(path) {
            for responder in try site.responders() { kill(responder, SIGKILL) }
        }
        return !exit.isSuccess
    }

    func economy(_ site: FrontSite) async throws -> Bool {
        let downloads = [
            try await site.download("/archive/large.tar", rate: "1k"),
            try await site.download("/archive/huge.tar", rate: "1k"),
        ]
        // Another one, so that both of the former have begun.
        guard try await site.get("/archive/dir.tar").exit.isSuccess else { return false }
        try await eventually("two downloads") {
            try site.responders().map { Self.writtenBytes($0) }.reduce(0, +) > 2 << 20 ? true : nil
        }
        return try downloads.allSatisfy(\.isRunning) && site.responders().count == 1
    }

    private func responder(of site: FrontSite) async throws -> Int32 {
        try await eventually("a responder") { try site.responders().first }
    }

    /// What a process has handed to the system so far (proc(5)).
    static func writtenBytes(_ process: Int32) -> Int {
        let counters = (try? FileSystem.text("/proc/\(String(process))/io")) ?? ""
        let line = counters.split(separator: "\n").first { $0.hasPrefix("wchar: ") }
        return line.flatMap { Int($0.dropFirst("wchar: ".count)) } ?? 0
    }
}
