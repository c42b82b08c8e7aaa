import TestSupport
import Testing

/// What content must be like, wherever it lies: on disk, in the list, at a server, in a store.
@Suite(.serialized, .system) struct ContentPlaceTests {
    /// Small enough to stand in a list.
    private static let small = [("empty", 0), ("one", 1), ("a b+ü&=@(1).txt", 4096), ("100%.txt", 60_000)]
    private static let large = [("block.txt", 262_144), ("streamed.txt", 3_000_001)]

    private func content(_ size: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let lines = (0..<5000).map { _ in String(generator.next(), radix: 16) }
        let text = Array(lines.joined(separator: "\n").utf8)
        var content: [UInt8] = []
        content.reserveCapacity(size + text.count)
        while content.count < size { content += text }
        content.removeLast(content.count - size)
        return content
    }

    /// Puts files into a place, and offers a list of them in each format.
    private func files(_ place: ContentPlace, _ files: [(name: String, size: Int)]) async throws
        -> PlacedFiles
    {
        let placed = try await PlacedFiles(place)
        for (name, size) in files { try await placed.put(name, content(size)) }
        try list(files.map(\.name), of: placed)
        return placed
    }

    private func list(_ names: [String], of placed: PlacedFiles) throws {
        let entries = try names.map { try placed.entry($0) }
        for format in ArchiveFormat.allCases { try placed.site.list("trip.\(format)", entries) }
    }

    private func all(_ place: ContentPlace) -> [(name: String, size: Int)] {
        Self.small + (place == .text ? [] : Self.large)
    }

    /// The archives of some files in each format.
    private func archives(
        _ place: ContentPlace, _ names: [(name: String, size: Int)],
        at mounts: [RemoteMount] = [.archive, .store]
    ) async throws -> [String: [UInt8]] {
        let placed = try await files(place, names)
        var archives: [String: [UInt8]] = [:]
        for mount in mounts {
            for format in ArchiveFormat.allCases {
                let path = "\(mount.rawValue)/trip.\(format)"
                let answer = try await placed.site.get(path)
                try await RemoteSite.expect(answer, format, toHold: placed.expected)
                archives[path] = try answer.bytes()
            }
        }
        return archives
    }

    @Test func `an archive has the same bytes wherever its content lies`() async throws {
        // An archive of nothing but texts is not compressed.
        let small = try await archives(.disk, Self.small, at: [.store])
        #expect(try await archives(.text, Self.small, at: [.store]) == small)
        let all = try await archives(.disk, Self.small + Self.large)
        for place in ContentPlace.all where place != .disk && place != .text {
            #expect(try await archives(place, Self.small + Self.large) == all, "\(place)")
        }
    }

    @Test(arguments: ContentPlace.all)
    func `a part is that of the whole, from an instance that has sent nothing`(
        place: ContentPlace
    ) async throws {
        let placed = try await files(place, all(place))
        for format in ArchiveFormat.allCases {
            let whole = try await placed.site.get("/store/trip.\(format)", name: "whole")
            let bytes = try whole.bytes()
            let ranges = RangeRequest.several(20, of: bytes.count, seed: 7)
            let answers = try await placed.site.curl.get(
                placed.site.nginx.url("/twin/trip.\(format)"), ranges)
            for (range, answer) in zip(ranges, answers) {
                #expect(try range.complaint(about: answer, whole: bytes) == nil)
                #expect(answer["ETag"] == whole["ETag"])
            }
        }
    }

    @Test(arguments: ContentPlace.all, ArchiveFormat.allCases)
    func `a size that is not the content's makes no archive`(
        place: ContentPlace, format: ArchiveFormat
    ) async throws {
        let placed = try await files(place, [("file.txt", 40_000)])
        for size in [0, 39_999, 40_001] {
            try placed.site.list("false.\(format)", [placed.entry("file.txt", size: size)])
            let answer = try await placed.site.get("/archive/false.\(format)")
            #expect(
                answer.status == 502 || !answer.exit.isSuccess, "\(size): \(answer.status) \(answer.exit)")
            let outcome = answer.status == 502 ? "refused" : "failed"
            let line = try await placed.site.line("/archive/false.\(format)", outcome: outcome)
            #expect(line.level == "error", "\(line)")
        }
        let answer = try await placed.site.get("/archive/trip.\(format)")
        try await RemoteSite.expect(answer, format, toHold: placed.expected)
    }

    @Test(arguments: ContentPlace.all)
    func `content that has changed makes a whole new archive`(place: ContentPlace) async throws {
        let placed = try await files(place, [("file.txt", 40_000)])
        for (number, format) in ArchiveFormat.allCases.enumerated() {
            let path = "/store/trip.\(format)"
            let old = try #require(try await placed.site.get(path)["ETag"])
            let count = 40_001 + number
            try await placed.put("file.txt", content(count, seed: UInt64(count)))
            try list(["file.txt"], of: placed)
            let answer = try await placed.site.get(path, ["-r", "500-", "-H", "If-Range: \(old)"])
            #expect(answer["ETag"] != old)
            try await RemoteSite.expect(answer, format, toHold: placed.expected)
            let none = try await placed.site.get(path, ["-H", "If-Match: \(old)"])
            #expect(none.status == 412)
        }
    }

    @Test(arguments: ContentPlace.all.filter { $0 != .text })
    func `a client that leaves ends it`(place: ContentPlace) async throws {
        // More than all buffers on the way take.
        let placed = try await files(place, [("large", 48 << 20)])
        for format in ArchiveFormat.allCases {
            let path = "/store/trip.\(format)"
            let client = try await ChildProcess(
                ["curl", "-sS", "--no-buffer"] + Curl.limits + [placed.site.nginx.url(path)]
            ) { _ in .kill }
            _ = try await client.exit()
            let line = try await placed.site.line(path, outcome: "client-gone")
            #expect(line.level == "info", "\(line)")
        }
        #expect(placed.site.penstock.process.isRunning)
    }
}
