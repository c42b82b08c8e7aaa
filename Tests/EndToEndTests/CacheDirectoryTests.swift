import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// What becomes of indexes in a cache directory that is not as it should be.
    @Suite struct CacheDirectoryTests {
        private let tree: TemporaryTree
        private let cache: BytePath
        private let request: FastCGIRequest

        init() throws {
            tree = try TemporaryTree("cached")
            cache = try TemporaryTree("cache").root
            for number in 0..<5 {
                let line = "file \(number), and its only line again and again\n"
                try tree.file("dir/\(number).txt", Array(String(repeating: line, count: 9000).utf8))
            }
            request = FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)
        }

        private func penstock(wrapper: [String] = []) async throws -> PenstockServer {
            let arguments = ["--cache-dir", cache.text]
            return try await PenstockServer(arguments) { $0.wrapper = wrapper }
        }

        private func length(by penstock: PenstockServer) async throws -> Int? {
            var head = request
            head["REQUEST_METHOD"] = "HEAD"
            return try await penstock.client().send(head).contentLength
        }

        /// The only index in the directory.
        private func index() throws -> BytePath {
            let names = try FileSystem.names(in: cache / "archives")
            return cache / "archives" / BytePath(try #require(names.count == 1 ? names.first : nil))
        }

        @Test func `a killed process leaves what it has learned`() async throws {
            let first = try await penstock()
            let whole = try await first.client().send(request).body
            // The index is kept after the answer, beside its place first.
            try await eventually("the index") {
                try FileSystem.names(in: cache / "archives").contains { $0.count == 32 } ? true : nil
            }
            first.process.send(SIGKILL)
            _ = try await first.process.exit()
            let second = try await penstock()
            #expect(try await length(by: second) == whole.count)
            #expect(try await second.stop())
        }

        @Test(arguments: [0, 30, 70, 1_000_000])
        func `a damaged index is discarded, and learned anew`(place: Int) async throws {
            let first = try await penstock()
            let whole = try await first.client().send(request).body
            #expect(try await first.stop())
            var bytes = try FileSystem.read(try index())
            if place < bytes.count { bytes[place] ^= 1 } else { bytes.removeLast(3) }
            try FileSystem.write(bytes, to: try index())

            let second = try await penstock()
            #expect(try await length(by: second) == nil)
            #expect(try await second.client().send(request).body == whole)
            #expect(try await eventually("the index") { try await length(by: second) } == whole.count)
            #expect(second.log.text.contains("damaged"))
            #expect(try await second.stop())
        }

        @Test(arguments: ["renameat:error=ENOSPC", "renameat:error=EROFS", "renameat:error=EIO"])
        func `a directory that takes nothing is done without`(failure: String) async throws {
            let penstock = try await penstock(
                wrapper: [
                    "strace", "-D", "-f", "-o", "/dev/null", "-e", "trace=renameat", "-e",
                    "inject=\(failure)",
                ])
            let whole = try await penstock.client().send(request).body
            #expect(try await eventually("the index") { try await length(by: penstock) } == whole.count)
            let line = try await penstock.log.line("a warning") {
                $0.contains("indexes are not written until the next start")
            }
            #expect(line.contains("warning"))
            #expect(try FileSystem.names(in: cache / "archives").isEmpty)
            #expect(try await penstock.stop())
        }
    }
}
