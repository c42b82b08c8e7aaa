import TestSupport
import Testing

extension EndToEndTests {
    /// Archives that nginx keeps in slices, with the settings that are shipped for it.
    @Suite struct SliceCacheTests {
        @Test(arguments: ArchiveFormat.allCases)
        func `an archive is made once, and then penstock is not needed`(format: ArchiveFormat) async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(format)
            let (url, size) = ("/archive/dir.\(format)", try FileSystem.size(packed))
            // HEAD comes first: its answer must not be taken for the archive.
            let head = try await site.get(url, ["--head"])
            #expect(head.status == 200 && head.contentLength == size)
            let first = try await site.get(url)
            #expect(first.exit.isSuccess && first.status == 200)
            #expect(first.contentLength == size && first["ETag"] == head["ETag"] && first["ETag"] != nil)
            #expect(try FileSystem.sameContents(first.body, packed))

            let lines = try await site.requestLines()
            #expect(lines.map(\.outcome) == ["complete", "complete", "complete"])
            #expect(lines.allSatisfy { $0["status"] == "206" && $0["method"] == "GET" })

            let second = try await site.get(url)
            #expect(second.exit.isSuccess && second.status == 200)
            #expect(try FileSystem.sameContents(second.body, packed))
            #expect(try await site.get(url, ["--head"]).contentLength == size)
        }

        @Test func `a client of HTTP/1.0 gets the archive of all others`() async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(.tarGzip)
            for version in ["--http1.0", "--http1.1"] {
                let answer = try await site.get("/archive/dir.tar.gz", [version])
                #expect(try FileSystem.sameContents(answer.body, packed), "\(version)")
            }
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `ranges are those of the whole archive, across the borders of slices`(
            format: ArchiveFormat
        ) async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(format)
            let (size, slice) = (try FileSystem.size(packed), try CachedSite.sliceSize())
            let (url, last) = ("/archive/dir.\(format)", size - 1)
            // The first comes from the second slice alone.
            for range in [
                slice + 10...slice + 20, 0...0, slice - 1...slice, slice...slice, slice - 5...2 * slice + 5,
                last...last, 2 * slice - 1...last,
            ] {
                let response = try await site.get(url, ["-r", "\(range.lowerBound)-\(range.upperBound)"])
                #expect(response.exit.isSuccess && response.status == 206, "\(range)")
                #expect(response["Content-Range"] == "bytes \(range.lowerBound)-\(range.upperBound)/\(size)")
                #expect(response.bodySize == range.count)
                #expect(try await CachedSite.holds(response, from: range.lowerBound, of: packed), "\(range)")
            }
            let end = try await site.get(url, ["-r", "-\(slice)"])
            #expect(end.status == 206 && end.bodySize == slice)
            #expect(try await CachedSite.holds(end, from: size - slice, of: packed))
            let beyond = try await site.get(url, ["-r", "\(size)-"])
            #expect(beyond.status == 416 && beyond["Content-Range"] == "bytes */\(size)")
            #expect(try await site.requestLines().count == 3)
        }

        @Test func `a client's conditions are judged against the whole archive, cached or not`() async throws
        {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(.tarGzip)
            let (url, size) = ("/archive/dir.tar.gz", try FileSystem.size(packed))
            let head = try await site.get(url, ["--head"])
            let (tag, date) = (try #require(head["ETag"]), try #require(head["Last-Modified"]))
            let conditions: [(header: String, status: Int, length: Int)] = [
                ("If-None-Match: \(tag)", 304, 0),
                ("If-None-Match: \"other\"", 206, 10),
                ("If-Modified-Since: \(date)", 304, 0),
                ("If-Match: \(tag)", 206, 10),
                ("If-Match: \"other\"", 412, -1),
                ("If-Range: \(tag)", 206, 10),
                ("If-Range: \(date)", 206, 10),
                ("If-Range: \"other\"", 200, size),
            ]
            for isCached in [false, true] {
                for (header, status, length) in conditions {
                    if !isCached { try site.nginx.emptyCache() }
                    let response = try await site.get(url, ["-r", "5-14", "-H", header])
                    #expect(response.exit.isSuccess && response.status == status, "\(header)")
                    if length >= 0 { #expect(response.bodySize == length, "\(header)") }
                    if status == 200 { #expect(try FileSystem.sameContents(response.body, packed)) }
                }
            }
            let lines = try await site.requestLines()
            #expect(lines.allSatisfy { $0["status"] == "206" }, "\(lines)")
        }

        @Test func `what differs in root or query is another archive`() async throws {
            let tree = try TemporaryTree()
            for user in ["alice", "bob"] { try tree.file("\(BytePath(user))/dir/\(BytePath(user))", user) }
            let site = try await CachedSite(tree)
            for _ in 0..<2 {
                for user in ["alice", "bob"] {
                    for format in ArchiveFormat.allCases {
                        let url = "/home/dir?format=\(format)"
                        let response = try await site.get(url, ["-u", "\(user):"])
                        let names = try await ArchiveListing.names(try response.bytes(), format)
                        #expect(names == ["dir/", "dir/\(user)"])
                    }
                }
            }
            #expect(try await site.requestLines().count == 6)
        }

        @Test func `many who ask for an archive at once have it made once`() async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(.zip)
            try await withThrowingTaskGroup { group in
                for number in 0..<6 {
                    group.addTask { try await site.get("/archive/dir.zip", name: "body \(String(number))") }
                }
                for try await response in group {
                    #expect(response.exit.isSuccess && response.status == 200)
                    #expect(try FileSystem.sameContents(response.body, packed))
                }
            }
            #expect(try await site.requestLines().count == 3)
        }

        @Test func `a slow client holds up nobody who asks for the same`() async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(.tar)
            let url = site.nginx.url("/archive/dir.tar")
            let taken = FileAppender("/dev/null")
            let slow = try await ChildProcess(["curl", "-sSN", "--limit-rate", "100k", url]) { bytes in
                try taken.append(bytes)
                return .more
            }
            try await eventually("the slow client's first bytes") { taken.count > 0 ? true : nil }
            let quick = try await site.get("/archive/dir.tar")
            #expect(quick.exit.isSuccess && slow.isRunning)
            #expect(try FileSystem.sameContents(quick.body, packed))
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `a tree that changes between slices breaks the download off`(format: ArchiveFormat) async throws
        {
            let site = try await CachedSite(CachedSite.tree())
            let old = try await site.packed(format)
            let (url, size) = ("/archive/dir.\(format)", try FileSystem.size(old))
            #expect(try await site.get(url, ["-r", "0-0"]).status == 206)
            try site.tree.file("dir/new", "x")
            // The first slice is the old archive's, the second would be the new one's.
            let broken = try await site.get(url)
            #expect(!broken.exit.isSuccess && broken.contentLength == size)
            // nginx drops what of the first slice it has not sent when it finds out.
            #expect(try broken.bodySize <= CachedSite.sliceSize())
            #expect(try await CachedSite.holds(broken, of: old))
            #expect(site.nginx.errorLog.contains("etag mismatch in slice response"))
            try await Site.expectRefusal(of: broken.body, format)

            try site.nginx.emptyCache()
            let new = try await site.get(url)
            #expect(new.exit.isSuccess)
            #expect(try FileSystem.sameContents(new.body, try await site.packed(format)))
        }

        @Test func `a changed tree shows once the slices have expired, and never mixed with the old one`()
            async throws
        {
            let site = try await CachedSite(CachedSite.tree())
            let old = try await site.packed(.tar)
            #expect(try await site.get("/brief/dir.tar").exit.isSuccess)
            try site.tree.file("dir/a new first file", "x")
            let new = try await site.packed(.tar, name: "new")
            try await eventually("the new archive") { () -> Bool? in
                let response = try await site.get("/brief/dir.tar")
                let isNew = try await CachedSite.holds(response, of: new)
                let isOld = try await CachedSite.holds(response, of: old)
                try #require(isOld || isNew)
                guard response.exit.isSuccess else { return nil }
                try #require(try response.bodySize == FileSystem.size(isNew ? new : old))
                return isNew ? true : nil
            }
        }

        @Test func `slices that have expired are asked after, not made again`() async throws {
            let site = try await CachedSite(CachedSite.tree())
            let packed = try await site.packed(.zip)
            try await eventually("a slice to be asked after") {
                let response = try await site.get("/brief/dir.zip")
                try #require(response.exit.isSuccess)
                try #require(try FileSystem.sameContents(response.body, packed))
                return site.penstock.log.lines.contains { LogLine($0)["status"] == "304" } ? true : nil
            }
            let lines = try await site.requestLines()
            #expect(lines.filter { $0["status"] == "206" }.count == 3)
            // Now nobody is left to ask.
            try await eventually("nginx to ask in vain") {
                let response = try await site.get("/brief/dir.zip")
                try #require(response.exit.isSuccess)
                try #require(try FileSystem.sameContents(response.body, packed))
                return site.nginx.errorLog.contains("connect() to") ? true : nil
            }
        }

        @Test func `a slice that broke off is not kept`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.compressibleFile("dir/file", size: 80 << 20)
            let site = try await CachedSite(tree, ["PENSTOCK_COMPRESSION": "default"])
            let packed = try await PenstockPack.archive(
                tree.at("dir"), as: .tarGzip, in: site.downloads, ["--compression", "default"])
            let modified = try FileSystem.info(file).modified
            let begun = FileAppender("/dev/null")
            let curl = try await ChildProcess([
                "curl", "-fsSN", "--max-time", Curl.limits[1], site.nginx.url("/archive/dir.tar.gz"),
            ]) { bytes in
                if try begun.append(bytes) { try FileSystem.truncate(file, to: 1 << 20) }
                return .more
            }
            #expect(try await !curl.exit().isSuccess)
            try tree.compressibleFile("dir/file", size: 80 << 20)
            try FileSystem.setModified(modified, of: file)
            let whole = try await site.get("/archive/dir.tar.gz")
            #expect(whole.exit.isSuccess)
            #expect(try FileSystem.sameContents(whole.body, packed))
        }

        @Test func `nothing but slices is kept`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("large/file", size: 64 << 20)
            let site = try await CachedSite(tree, serve: ["--max-streams", "1"])
            #expect(try await site.get("/archive/dir.tar").status == 404)
            try tree.file("dir/file", "x")

            var stream: FastCGIConnection? = try await site.penstock.client().open(
                FastCGIRequest("GET", "/archive/large.tar", root: tree.root))
            _ = try await stream?.receive(upTo: 1)
            let refused = try await site.get("/archive/dir.tar")
            #expect(refused.status == 503 && refused["Retry-After"] != nil)
            stream = nil
            try await eventually("the place to be free again") {
                try await site.get("/archive/dir.tar").status == 200 ? true : nil
            }

            for name in ["one", "two"] {
                try tree.file("dir/\(BytePath(name))", "x")
                let form = ["-d", "format=tar&select=\(name)"]
                let posted = try await site.get("/archive/dir", form)
                #expect(posted.status == 200 && posted["Cache-Control"] == "no-store, no-transform")
                #expect(
                    try await ArchiveListing.names(try posted.bytes(), .tar) == ["dir/", "dir/\(name)"])
            }
        }
    }
}
