import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// A file is sent under a known checksum to a client that waits, and overwritten in place meanwhile: the download
    /// is what it should be, or breaks off.
    @Suite struct WaitingClientTests {
        /// About what sockets hold.
        private static let sizes = [
            270_000, 300_000, 400_000, 450_000, 476_000, 480_000, 540_000, 600_000, 700_000, 900_000,
            1_500_000,
            4_000_000,
        ]

        private static let settled = Task {
            try await TemporaryTree.settled("waiting") { tree in
                var generator = SeededGenerator(seed: 33)
                for transport in ["unix", "tcp"] {
                    for size in sizes {
                        try tree.file(BytePath("\(transport)-\(size)/file"), generator.bytes(size))
                    }
                }
            }
        }

        @Test(arguments: ["unix", "tcp"], [ArchiveFormat.zip, .tarGzip])
        func `no download of full length is wrong`(transport: String, format: ArchiveFormat) async throws {
            let tree = try await Self.settled.value
            let port = try SocketAddress.freeLoopbackPort()
            let penstock = try await PenstockServer(["--listen", "127.0.0.1:\(port)"])
            let client =
                transport == "tcp" ? FastCGIClient(.loopback(port: port)) : try penstock.client()
            for size in Self.sizes {
                let name = "\(transport)-\(size)"
                let file = tree.at(BytePath(name) / "file")
                let content = try FileSystem.read(file)
                let request = FastCGIRequest(
                    "GET", BytePath("/archive/\(name).\(format)"), root: tree.root,
                    ["PENSTOCK_COMPRESSION": "store"])
                let learned = try await client.send(request)
                #expect(learned.isComplete)
                let waiting = try await client.open(request)
                try await Self.waitUntilHeldUp(penstock, sending: file, path: "/archive/\(name).\(format)")
                try FileSystem.overwrite([UInt8](repeating: 0xEE, count: size), at: 0, of: file)
                let answer = try await waiting.receive()
                let isSame = answer.body == learned.body
                #expect(isSame || !answer.isComplete, "\(name)")
                // As it was, and settled, for the other format.
                try FileSystem.overwrite(content, at: 0, of: file)
            }
            try await TemporaryTree.settle()
        }

        /// Waits until the second answer to a path is complete, as its log says, or has opened its file and goes no
        /// further.
        private static func waitUntilHeldUp(
            _ penstock: PenstockServer, sending file: BytePath, path: String
        ) async throws {
            let descriptors = BytePath("/proc/\(penstock.process.processID)/fd")
            try await eventually("penstock to open \(file)") {
                let answers = penstock.log.lines.filter { LogLine($0)["path"] == path }
                let open = try FileSystem.names(in: descriptors).map {
                    try? FileSystem.target(ofLink: descriptors / BytePath($0))
                }
                return answers.count >= 2 || open.contains(file) ? true : nil
            }
            var (before, looks) = (-1, 0)
            try await eventually("penstock to be held up") {
                let answers = penstock.log.lines.filter { LogLine($0)["path"] == path }
                let counters = try FileSystem.text("/proc/\(String(penstock.process.processID))/io")
                let now =
                    counters.split(separator: "\n").first.flatMap { Int($0.dropFirst("rchar: ".count)) } ?? 0
                (looks, before) = now == before ? (looks + 1, now) : (0, now)
                return answers.count >= 2 || looks == 100 ? true : nil
            }
        }
    }
}
