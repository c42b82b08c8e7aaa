import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Files of a file system that does not tell the truth of them.
    @Suite(
        .enabled(
            if: FileSystem.isRoot && FileSystem.exists("/dev/fuse"),
            "file systems of programs need root and FUSE"))
    struct OddFileTests {
        /// oddfiles.py, mounted while `use` runs.
        private func mounted(_ use: (BytePath) async throws -> Void) async throws {
            let place = try TemporaryTree("odd")
            let script = BytePath(#filePath).parent / "oddfiles.py"
            let process = try await ChildProcess(["/usr/bin/python3", script.text, place.path])
            _ = try await process.errors.line("the mount") { $0 == "mounted" }
            let result: Result<Void, any Error>
            do { result = .success(try await use(place.root)) } catch { result = .failure(error) }
            process.send(SIGTERM)
            _ = try await process.exit()
            try result.get()
        }

        @Test func `a file that is said to be empty and is not is missing`() async throws {
            try await mounted { root in
                let penstock = try await PenstockServer()
                let client = try penstock.client()
                let request = FastCGIRequest("GET", "/archive/untold.tar", root: root)
                let answer = try await client.send(request)
                #expect(answer.status == 200 && answer.isComplete)
                #expect(
                    try await ArchiveListing.names(answer.body, .tar) == [
                        "untold/", "untold/a", "untold/nothing", "untold/z", "untold/MISSING.txt",
                    ])
                #expect(answer.body.contains(text: "\n\nmore: its file system does not tell its size\n"))
                var strict = request
                strict["PENSTOCK_UNREADABLE"] = "fail"
                #expect(try await client.send(strict).status == 403)
            }
        }

        @Test(arguments: [
            ("EIO", 500, "Input/output error"), ("EACCES", 403, "Permission denied"),
            ("ENXIO", 500, "No such device or address"),
        ])
        func `a first file that cannot be opened is told before the archive begins`(
            name: String, status: Int, reason: String
        ) async throws {
            try await mounted { root in
                let penstock = try await PenstockServer()
                let client = try penstock.client()
                let request = FastCGIRequest("GET", BytePath("/archive/\(name).tar"), root: root)
                let answer = try await client.send(request)
                #expect(answer.status == 200 && answer.isComplete)
                #expect(
                    try await ArchiveListing.names(answer.body, .tar) == [
                        "\(name)/", "\(name)/z", "\(name)/MISSING.txt",
                    ])
                #expect(answer.body.contains(text: "\n\na: \(reason)\n"))
                var strict = request
                strict["PENSTOCK_UNREADABLE"] = "fail"
                #expect(try await client.send(strict).status == status)
                let alone = FastCGIRequest("GET", BytePath("/archive/\(name)/a.tar"), root: root)
                #expect(try await client.send(alone).status == status)
            }
        }
    }
}
