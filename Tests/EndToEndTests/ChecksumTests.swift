import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Files that go out without being read, and what must be known for that.
    @Suite struct ChecksumTests {
        private static let name: BytePath = "dir/large-file"

        /// A tree with one large file of random bytes, whose last change is long enough ago to be relied on.
        private static func tree() async throws -> TemporaryTree {
            let tree = try TemporaryTree()
            var generator = SeededGenerator(seed: 31)
            let file = try tree.file(name, generator.bytes(1_500_000))
            let changed = try FileSystem.info(file).modified.seconds
            try await eventually("the file's times to be past") { time(nil) > changed + 4 ? true : nil }
            return tree
        }

        /// Starts penstock so that its reads and sendfiles of the large file are written to `trace`.
        private static func traced(
            _ tree: TemporaryTree, _ trace: BytePath, _ arguments: [String] = [], inject: String? = nil
        ) async throws -> PenstockServer {
            try await PenstockServer(arguments) {
                $0.wrapper =
                    ["strace", "-D", "-f", "-y", "-o", trace.text, "-e", "trace=read,pread64,sendfile"]
                    + (inject.map { ["-e", "inject=\($0)"] } ?? [])
            }
        }

        private static func get(
            _ name: BytePath, _ tree: TemporaryTree, from penstock: PenstockServer
        ) async throws -> [UInt8] {
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", "/archive" / name, query: "compression=store", root: tree.root))
            #expect(answer.status == 200 && answer.isComplete)
            return answer.body
        }

        /// Ends penstock and counts its calls on the large file.
        private static func calls(
            of penstock: PenstockServer, in trace: BytePath
        ) async throws -> (reads: Int, sends: Int) {
            #expect(try await penstock.stop())
            let lines = try await eventually("the trace's end") { () -> [Substring]? in
                let lines = try FileSystem.text(trace).split(separator: "\n")
                return lines.last?.contains("+++ exited") == true ? lines : nil
            }.filter { $0.contains("large-file") }
            return (lines.count { $0.contains("read") }, lines.count { $0.contains("sendfile") })
        }

        @Test func `a tar's content is not read`() async throws {
            let tree = try await Self.tree()
            let trace = tree.at("trace")
            let penstock = try await Self.traced(tree, trace)
            let archive = try await Self.get("dir.tar", tree, from: penstock)
            let calls = try await Self.calls(of: penstock, in: trace)
            #expect(calls.reads == 0)
            #expect(calls.sends > 0)
            let file = try tree.file("whole.tar", archive)
            for tester in ArchiveTester.all(for: .tar) { #expect(try await tester.test(file).succeeded) }
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip])
        func `the second time, what is stored is not read either, and the bytes are the same`(
            format: ArchiveFormat
        ) async throws {
            let tree = try await Self.tree()
            let cache = tree.at("cache").text
            var archives: [[UInt8]] = []
            var reads: [Int] = []
            // Twice in one process, and once more in the next, which has it from the cache directory.
            for (process, times) in [(1, 1), (2, 2)] {
                let trace = tree.at(BytePath("trace\(process)"))
                let penstock = try await Self.traced(tree, trace, ["--cache-dir", cache])
                for _ in 1...times {
                    archives.append(try await Self.get(BytePath("dir.\(format)"), tree, from: penstock))
                }
                reads.append(try await Self.calls(of: penstock, in: trace).reads)
            }
            #expect(reads[0] > 0)
            #expect(reads[1] == 0)
            let areSame = archives.allSatisfy { $0 == archives[0] }
            #expect(areSame)
            let file = try tree.file(BytePath("whole.\(format)"), archives[0])
            for tester in ArchiveTester.all(for: format) {
                #expect(try await tester.test(file).succeeded, "\(tester)")
            }
        }

        @Test func `a damaged cache is discarded and said so, and the archive is right`() async throws {
            let tree = try await Self.tree()
            let arguments = ["--cache-dir", tree.at("cache").text]
            let first = try await PenstockServer(arguments)
            let archive = try await Self.get("dir.zip", tree, from: first)
            #expect(try await first.stop())
            var bytes = try tree.contents("cache/checksums")
            #expect(bytes.count == 128)
            bytes[64 + 57] ^= 1
            try FileSystem.write(bytes, to: tree.at("cache/checksums"))
            let second = try await PenstockServer(arguments)
            _ = try await second.log.line(within: .seconds(10), "a warning") {
                $0.contains("damaged and discarded") && $0.contains("warning")
            }
            let isSame = try await Self.get("dir.zip", tree, from: second) == archive
            #expect(isSame)
            #expect(try await second.stop())
        }

        @Test func `without a usable cache directory it serves all the same`() async throws {
            let tree = try await Self.tree()
            try tree.file("no-directory", "")
            let penstock = try await PenstockServer(["--cache-dir", tree.at("no-directory").text])
            _ = try await penstock.log.line(within: .seconds(10), "a warning") {
                $0.contains("kept in memory only") && $0.contains("warning")
            }
            #expect(try await !Self.get("dir.zip", tree, from: penstock).isEmpty)
            #expect(try await penstock.stop())
        }

        @Test func `a file system without sendfile is read`() async throws {
            let tree = try await Self.tree()
            let plain = try await PenstockServer()
            let expected = try await Self.get("dir.tar", tree, from: plain)
            let trace = tree.at("trace")
            let penstock = try await Self.traced(tree, trace, inject: "sendfile:error=EINVAL")
            let isSame = try await Self.get("dir.tar", tree, from: penstock) == expected
            #expect(isSame)
            #expect(try await Self.calls(of: penstock, in: trace).reads > 0)
        }

        @Test func `content that changes while its checksum is relied on breaks the download`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.sparseFile(Self.name, size: 64 << 20)
            let changed = try FileSystem.info(file).modified.seconds
            try await eventually("the file's times to be past") { time(nil) > changed + 4 ? true : nil }
            let penstock = try await PenstockServer()
            _ = try await Self.get("dir.zip", tree, from: penstock)
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.zip", query: "compression=store", root: tree.root))
            _ = try await connection.receive(upTo: 1)
            try FileSystem.write(repeating: [UInt8](repeating: 1, count: 65_536), size: 64 << 20, to: file)
            let answer = try await connection.receive()
            #expect(answer.ending == .invalidRecord)
            _ = try await penstock.log.line(within: .seconds(10), "an error") {
                $0.contains("changed while it was sent") && $0.contains(" error ")
            }
        }
    }
}
