import TestSupport
import Testing

extension EndToEndTests {
    /// Large files, which the kernel sends where nobody has to look at their bytes.
    @Suite struct SentFileTests {
        private static let size = 3_000_017
        /// The end of a file is copied that is sent under a known checksum: what a socket holds, and more.
        private static let largestCopy = 1 << 20

        private static let settled = Task {
            try await TemporaryTree.settled("sent") { tree in
                var generator = SeededGenerator(seed: 21)
                try tree.file("dir/file", generator.bytes(size))
            }
        }

        private let tree: TemporaryTree
        private let scratch: TemporaryTree

        private var file: BytePath { tree.at("dir/file") }

        init() async throws {
            tree = try await Self.settled.value
            scratch = try TemporaryTree("scratch")
        }

        private func request(_ format: ArchiveFormat, _ effort: String = "store") -> FastCGIRequest {
            FastCGIRequest(
                "GET", "/archive/dir.\(format)", root: tree.root, ["PENSTOCK_COMPRESSION": effort])
        }

        /// The archive as `pack` makes it, which reads every file.
        private func packed(_ format: ArchiveFormat, _ effort: String = "store") async throws -> [UInt8] {
            let path = try await PenstockPack.archive(
                tree.at("dir"), as: format, in: scratch, ["--compression", effort])
            return try FileSystem.read(path)
        }

        private func expect(_ answer: FastCGIResponse, toBe archive: [UInt8]) {
            #expect(answer.status == 200 && answer.isComplete)
            let isSame = answer.body == archive
            #expect(isSame)
        }

        @Test func `a tar's file is sent and not read, but for its last block`() async throws {
            let archive = try await packed(.tar)
            let trace = FileTrace(of: file, in: scratch)
            let penstock = try await PenstockServer { $0.wrapper = trace.wrapper }
            for round in 1...2 {
                expect(try await penstock.client().send(request(.tar)), toBe: archive)
                let counts = try trace.counts()
                #expect(counts.sent + counts.read == round * Self.size)
                #expect(counts.read == round * (Self.size % 512))
            }
            let line = try await penstock.requestLine(["path": "/archive/dir.tar"])
            #expect(line["bytes-read"] == "\(Self.size)")
        }

        @Test(
            arguments: [
                (.zip, "store"), (.tarGzip, "store"), (.zip, "auto"), (.zip, "fast"), (.zip, "best"),
            ] as [(ArchiveFormat, String)])
        func `what has been read once is sent from then on, the same byte for byte`(
            format: ArchiveFormat, firstEffort: String
        ) async throws {
            let archive = try await packed(format)
            let trace = FileTrace(of: file, in: scratch)
            let penstock = try await PenstockServer { $0.wrapper = trace.wrapper }
            let client = try penstock.client()
            let first = try await client.send(request(format, firstEffort))
            expect(first, toBe: firstEffort == "store" ? archive : try await packed(format, firstEffort))
            let before = try trace.counts()
            #expect(before.read == Self.size && before.sent == 0)
            for round in 1...2 {
                expect(try await client.send(request(format)), toBe: archive)
                let after = try trace.counts()
                let read = after.read - before.read
                #expect(after.sent + read == round * Self.size)
                #expect(read < round * Self.largestCopy)
            }
            // What the other format needs to know is the same.
            let other: ArchiveFormat = format == .zip ? .tarGzip : .zip
            expect(try await client.send(request(other)), toBe: try await packed(other))
            #expect(try trace.counts().read - before.read < 3 * Self.largestCopy)
        }

        @Test func `what a tar was sent of has still to be read`() async throws {
            let trace = FileTrace(of: file, in: scratch)
            let penstock = try await PenstockServer { $0.wrapper = trace.wrapper }
            let client = try penstock.client()
            #expect(try await client.send(request(.tar)).isComplete)
            expect(try await client.send(request(.zip)), toBe: try await packed(.zip))
            let last = Self.size % 512
            #expect(try trace.counts() == (Self.size + last, Self.size - last))
        }

        @Test func `with a cache directory knowledge survives a restart`() async throws {
            let archive = try await packed(.zip)
            let arguments = ["--cache-dir", scratch.at("cache").text]
            let first = try await PenstockServer(arguments)
            expect(try await first.client().send(request(.zip)), toBe: archive)
            #expect(try await first.stop())
            let trace = FileTrace(of: file, in: scratch)
            let second = try await PenstockServer(arguments) { $0.wrapper = trace.wrapper }
            _ = try await second.log.line("loaded checksums") { LogLine($0)["files"] == "1" }
            expect(try await second.client().send(request(.zip)), toBe: archive)
            let counts = try trace.counts()
            #expect(counts.read < Self.largestCopy && counts.read + counts.sent == Self.size)
        }

        @Test func `without one a restart forgets it`() async throws {
            for _ in 1...2 {
                let trace = FileTrace(of: file, in: try TemporaryTree("trace"))
                let penstock = try await PenstockServer { $0.wrapper = trace.wrapper }
                #expect(try await penstock.client().send(request(.zip)).isComplete)
                #expect(try trace.counts() == (Self.size, 0))
            }
        }

        /// What becomes of the cache's file between two runs: its header and one record, 64 bytes each.
        enum Damage: String, CaseIterable, Sendable {
            case byteOfHeader, byteOfVersion, byteOfChecksum, cutOff, emptied, foreign

            var level: String { self == .cutOff ? "notice" : "warning" }

            var words: String? {
                switch self {
                case .byteOfHeader, .byteOfVersion, .byteOfChecksum, .foreign: "damaged and discarded"
                case .cutOff: "incomplete and is cut off"
                case .emptied: nil
                }
            }

            func apply(to file: BytePath) throws {
                var bytes = try FileSystem.read(file)
                switch self {
                case .byteOfHeader: bytes[3] ^= 1
                case .byteOfVersion: bytes[64 + 17] ^= 1
                case .byteOfChecksum: bytes[64 + 56] ^= 1
                case .cutOff: bytes.removeLast()
                case .emptied: bytes = []
                case .foreign: bytes = Array("something else\n".utf8)
                }
                try FileSystem.write(bytes, to: file)
            }
        }

        @Test(arguments: Damage.allCases)
        func `a damaged cache is said aloud, and the archive is right`(damage: Damage) async throws {
            let archive = try await packed(.zip)
            let arguments = ["--cache-dir", scratch.at("cache").text]
            let learning = try await PenstockServer(arguments)
            #expect(try await learning.client().send(request(.zip)).isComplete)
            #expect(try await learning.stop())
            try damage.apply(to: scratch.at("cache/checksums"))
            let trace = FileTrace(of: file, in: scratch)
            let penstock = try await PenstockServer(arguments) { $0.wrapper = trace.wrapper }
            if let words = damage.words {
                let line = try await penstock.log.line(words) { $0.contains(words) }
                #expect(LogLine(line).level == damage.level, "\(line)")
            }
            expect(try await penstock.client().send(request(.zip)), toBe: archive)
            #expect(try trace.counts() == (Self.size, 0))
            #expect(try await penstock.stop())
            // What it has learned then is kept as ever.
            let next = try await PenstockServer(arguments)
            _ = try await next.log.line("loaded checksums") { LogLine($0)["files"] == "1" }
            #expect(!next.log.lines.contains { LogLine($0).level == "warning" })
        }

        /// Why a cache directory cannot be written to.
        enum Obstacle: String, CaseIterable, Sendable {
            case isFile, isLinked, isReadOnly, isMissing

            var words: String {
                switch self {
                case .isFile: "Not a directory"
                case .isLinked: "Too many levels of symbolic links"
                case .isReadOnly: "Permission denied"
                case .isMissing: "No such file or directory"
                }
            }
        }

        @Test(arguments: Obstacle.allCases)
        func `a cache directory that cannot be used is a warning, and service goes on`(obstacle: Obstacle)
            async throws
        {
            switch obstacle {
            case .isFile: try scratch.file("cache", "x")
            case .isLinked: try scratch.link("cache/checksums", to: "elsewhere")
            case .isReadOnly: try scratch.directory("cache", mode: 0o555)
            case .isMissing: break
            }
            let directory = scratch.at(obstacle == .isMissing ? "missing/cache" : "cache")
            let trace = FileTrace(of: file, in: scratch)
            let penstock = try await PenstockServer(["--cache-dir", directory.text]) {
                // Root may write anywhere.
                if obstacle == .isReadOnly { $0.unprivileged = FileSystem.isRoot }
                if obstacle != .isReadOnly { $0.wrapper = trace.wrapper }
            }
            let text = try await penstock.log.line("a warning") { $0.contains("in memory only") }
            #expect(LogLine(text).level == "warning")
            #expect(text.contains(directory.text) && text.contains(obstacle.words), "\(text)")
            let archive = try await packed(.zip)
            for _ in 1...2 { expect(try await penstock.client().send(request(.zip)), toBe: archive) }
            if obstacle != .isReadOnly {
                let counts = try trace.counts()
                #expect(counts.read < Self.size + Self.largestCopy)
                #expect(counts.read + counts.sent == 2 * Self.size)
            }
            #expect(!FileSystem.exists(scratch.at("cache/elsewhere")))
        }

        @Test func `a cache that fills its disk is no concern of a download`() async throws {
            let archive = try await packed(.zip)
            let cache = scratch.at("cache/checksums")
            let arguments = ["--cache-dir", scratch.at("cache").text]
            #expect(try await PenstockServer(arguments).stop())
            let penstock = try await PenstockServer(arguments) {
                $0.wrapper = [
                    "strace", "-D", "-f", "-o", "/dev/null", "-P", cache.text, "-e", "trace=write",
                    "-e", "inject=write:error=ENOSPC",
                ]
            }
            for _ in 1...2 { expect(try await penstock.client().send(request(.zip)), toBe: archive) }
            #expect(try FileSystem.size(cache) == 64)
        }

        @Test(
            arguments: ArchiveFormat.allCases,
            ["EINVAL:when=1+", "EINVAL:when=3+", "EINVAL:when=7", "ENOSYS:when=1+"])
        func `a file that the kernel does not send is read`(format: ArchiveFormat, failure: String)
            async throws
        {
            let archive = try await packed(format)
            let trace = FileTrace(of: file, in: scratch, injecting: "sendfile:error=\(failure)")
            let penstock = try await PenstockServer { $0.wrapper = trace.wrapper }
            if format != .tar { #expect(try await penstock.client().send(request(format)).isComplete) }
            let before = try trace.counts()
            #expect(before.sent == 0)
            expect(try await penstock.client().send(request(format)), toBe: archive)
            let after = try trace.counts()
            #expect(after.read > before.read)
            #expect(after.read - before.read + after.sent == Self.size)
            #expect((after.sent == 0) == failure.hasSuffix("when=1+"))
        }
    }
}
