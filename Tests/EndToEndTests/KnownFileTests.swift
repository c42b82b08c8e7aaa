import TestSupport
import Testing

extension EndToEndTests {
    /// Files that are sent under a checksum that is known, and change or fail meanwhile.
    @Suite struct KnownFileTests {
        private static let size = 24 << 20

        enum Change: String, CaseIterable, Sendable {
            case none, shrunk, overwritten, touched, grown, replaced, failing

            var isHarmless: Bool {
                switch self {
                case .none, .touched, .grown, .replaced: true
                case .shrunk, .overwritten, .failing: false
                }
            }

            /// What the log says of the file.
            var words: String {
                switch self {
                case .shrunk: "shrank"
                case .overwritten: "changed while it was sent"
                case .failing: "Input/output error"
                case .none, .touched, .grown, .replaced: "complete"
                }
            }

            func apply(to file: BytePath) throws {
                switch self {
                case .none, .failing: break
                case .shrunk: try FileSystem.truncate(file, to: 1 << 20)
                case .overwritten: try FileSystem.overwrite([1], at: 100, of: file)
                case .touched: try FileSystem.setModified(FileTime(1_000_000_000), of: file)
                case .grown: try FileSystem.overwrite([1, 2, 3], at: KnownFileTests.size, of: file)
                case .replaced:
                    let other = file.parent / "other"
                    try FileSystem.write([1], to: other)
                    try FileSystem.rename(other, to: file)
                }
            }
        }

        private static let formats: [ArchiveFormat] = [.zip, .tarGzip]

        /// A file for each case: what was changed by one is not known any more to the next.
        private static let settled = Task {
            try await TemporaryTree.settled("known") { tree in
                for change in Change.allCases {
                    for format in formats {
                        try tree.sparseFile(directory(change, format) / "file", size: size)
                    }
                }
            }
        }

        private static func directory(_ change: Change, _ format: ArchiveFormat) -> BytePath {
            BytePath("\(change)-for-\(format == .zip ? "zip" : "gzip")")
        }

        @Test(arguments: Change.allCases, formats)
        func `a known file that becomes another breaks the download, and one that does not is whole`(
            change: Change, format: ArchiveFormat
        ) async throws {
            let tree = try await Self.settled.value
            let name = Self.directory(change, format)
            let file = tree.at(name / "file")
            let trace = FileTrace(
                of: file, in: try TemporaryTree("trace"),
                injecting: change == .failing ? "sendfile:error=EIO:when=100+" : nil)
            let site = try await Site(tree) { $0.wrapper = trace.wrapper }
            let path = "/archive/\(name).\(format)"
            let learned = try await site.get("\(path)?compression=store", name: "learned")
            #expect(learned.exit.isSuccess && learned.contentLength == learned.bodySize)
            #expect(try trace.counts() == (Self.size, 0))
            let (exit, archive) = try await site.fetch("\(path)?compression=store", to: "second.\(format)") {
                try change.apply(to: file)
            }
            #expect(try trace.counts().sent > 0)
            if change.isHarmless {
                #expect(exit.isSuccess)
                #expect(try FileSystem.sameContents(archive, learned.body))
            } else {
                #expect(!exit.isSuccess)
                try await Site.expectRefusal(of: archive, format)
            }
            let line = try await site.penstock.log.line("the second download") {
                let line = LogLine($0)
                return line["path"] == path && (change.isHarmless || line.outcome != "complete")
            }
            #expect(LogLine(line).outcome.contains(change.words), "\(line)")
            #expect(LogLine(line).level == (change.isHarmless ? "info" : "error"))
        }

        @Test func `a file that fails in the middle breaks a tar`() async throws {
            let tree = try TemporaryTree("failing")
            let file = try tree.sparseFile("dir/file", size: Self.size)
            let trace = FileTrace(of: file, in: tree, injecting: "sendfile:error=EIO:when=100+")
            let site = try await Site(tree) { $0.wrapper = trace.wrapper }
            let response = try await site.get("/archive/dir.tar", name: "cut.tar")
            #expect(!response.exit.isSuccess && response.status == 200)
            #expect(response.bodySize < Self.size)
            try await Site.expectRefusal(of: response.body, .tar)
            let line = try await site.penstock.requestLine(["path": "/archive/dir.tar"])
            #expect(line.outcome.hasPrefix("failed:") && line.outcome.contains("Input/output error"))
            #expect(try trace.counts().read == 0)
        }
    }
}
