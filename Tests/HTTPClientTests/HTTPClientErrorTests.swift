import Glibc
import HTTPClient
import Synchronization
import TestSupport
import Testing

/// What one thread raises and another sees.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }

    func raise() { value.store(true, ordering: .releasing) }
}

@Suite(.unit) struct HTTPClientErrorTests {
    /// A response that is taken for none, or not for a whole one.
    @Test(
        arguments: [
            ("/large-head", "malformed"), ("/long-line", "malformed"), ("/interim-flood", "malformed"),
            ("/garbage", "malformed"), ("/http09", "malformed"), ("/half-head", "unreachable"),
            ("/no-colon", "malformed"), ("/switching", "malformed"), ("/nothing", "unreachable"),
            ("/short", "brokenOff"), ("/chunked-short", "brokenOff"),
        ], Way.allCases)
    func `tells a faulty response`(row: (path: String, kind: String), way: Way) async throws {
        let origin = try await Origin()
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().reply(to: origin.request(row.path, over: way))
        }
        #expect(error?.kind == row.kind, "\(String(describing: error))")
    }

    @Test func `gives what came before the end of a broken body, and then the error again and again`()
        async throws
    {
        let origin = try await Origin()
        try await onThread {
            let transfer = try HTTPClient().send(origin.request("/short")) { false }
            #expect(transfer.status == 200)
            var body: [UInt8] = []
            try transfer.read(atMost: 100, appendingTo: &body)
            #expect(body == Array("short".utf8))
            for _ in 0..<2 {
                let error = #expect(throws: HTTPClientError.self) {
                    try transfer.read(atMost: 100, appendingTo: &body)
                }
                #expect(error?.kind == "brokenOff")
            }
            #expect(!transfer.isComplete)
            #expect(body.count == 5)
        }
    }

    @Test(arguments: Way.allCases) func `a reset behind the head breaks the body off`(way: Way) async throws {
        let origin = try await Origin()
        try await onThread {
            let client = HTTPClient()
            let transfer = try client.send(origin.request("/reset", over: way)) { false }
            var body: [UInt8] = []
            try transfer.read(atMost: 100, appendingTo: &body)
            _ = try Reply(try client.send(origin.request("/tell")) { false })
            let error = #expect(throws: HTTPClientError.self) {
                try transfer.read(atMost: 100, appendingTo: &body)
            }
            #expect(error?.kind == "brokenOff")
        }
    }

    @Test(arguments: [
        "http://127.0.0.1:1/", "http://host.invalid/", "https://127.0.0.1:1/",
    ])
    func `tells a server that is not there`(url: String) async throws {
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().reply(to: HTTPRequest(url: url))
        }
        #expect(error?.kind == "unreachable")
    }

    @Test func `tells a socket that is not there by its path and what the system says`() async throws {
        let tree = try TemporaryTree("sockets")
        try tree.file("file", "no socket")
        let client = HTTPClient()
        for (path, words) in [
            (tree.at("none").text, "No such file or directory"), (tree.at("file").text, "Connection refused"),
            (tree.at("file/below").text, "Not a directory"),
        ] {
            await #expect(throws: HTTPClientError.unreachable("unix:\(path): \(words)")) {
                try await client.reply(to: HTTPRequest(url: "http://app/", socketPath: path))
            }
        }
    }

    @Test func `tells a socket that penstock's user may not use`() async {
        await #expect(processExitsWith: .success) {
            let tree = try TemporaryTree("sockets")
            try FileSystem.makeSocket(tree.at("closed"))
            try FileSystem.setMode(0, of: tree.at("closed"))
            let isRoot = FileSystem.isRoot
            if isRoot { try #require(seteuid(65_534) == 0) }
            let path = tree.at("closed").text
            await #expect(throws: HTTPClientError.unreachable("unix:\(path): Permission denied")) {
                try await HTTPClient().reply(to: HTTPRequest(url: "http://app/", socketPath: path))
            }
            if isRoot { try #require(seteuid(0) == 0) }
        }
    }

    @Test func `tells a socket whose path is too long`() async throws {
        let path = "/" + String(repeating: "x", count: 200)
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().reply(to: HTTPRequest(url: "http://app/", socketPath: path))
        }
        #expect(error?.kind == "unreachable")
    }

    @Test(arguments: Way.allCases) func `waits no longer than told for a head and for a next byte`(way: Way)
        async throws
    {
        let origin = try await Origin()
        let timeouts = HTTPTimeouts(silence: .seconds(1))
        await #expect(throws: HTTPClientError.timedOut) {
            try await HTTPClient().reply(to: origin.request("/silent", over: way), timeouts: timeouts)
        }
        try await origin.happened("closed silent")
        await #expect(throws: HTTPClientError.timedOut) {
            try await HTTPClient().reply(to: origin.request("/silent-body", over: way), timeouts: timeouts)
        }
        try await origin.happened("closed silent-body")
    }

    @Test(arguments: ["/silent", "/silent-body"])
    func `ends a wait that nobody waits for`(path: String) async throws {
        let origin = try await Origin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let flag = Flag()
            group.addTask {
                await #expect(throws: HTTPClientError.abandoned) {
                    try await onThread {
                        let timeouts = HTTPTimeouts(silence: .patience)
                        let transfer = try HTTPClient().send(origin.request(path), timeouts: timeouts) {
                            flag.isRaised
                        }
                        _ = try Reply(transfer)
                    }
                }
            }
            group.addTask {
                try await origin.happened("GET \(path)")
                flag.raise()
            }
            try await group.waitForAll()
        }
        try await origin.happened("closed \(path.dropFirst())")
    }
}
