import Glibc
import TestSupport
import Testing

extension RemoteContentTests {
    /// Whatever an origin does: the right bytes, or a download that fails visibly.
    @Suite struct OriginFaultTests {
        private static func entries(
            _ object: RemoteObject, at url: String, _ listing: ListedFields = .all
        ) -> [String] {
            [
                #"{"name": "first", "text": "first\n"}"#,
                object.entry("object", at: url, listing.union(.time)),
                #"{"name": "last", "text": "last\n"}"#,
            ]
        }

        /// One fault in one download, and the archive that there would be without the fault.
        private struct Trial: Sendable {
            let fault: OriginFault
            let download: FaultyDownload
            let object: RemoteObject
            let reference: [UInt8]
        }

        @Test func `a fault of an origin shows, or makes no difference`() async throws {
            try await run(OriginFault.all, at: try await RemoteSite())
        }

        @Test func `a silent origin is left`() async throws {
            try await run(OriginFault.silences, at: try await RemoteSite(serve: ["--origin-timeout", "1"]))
        }

        private func run(_ faults: [OriginFault], at site: RemoteSite) async throws {
            var trials: [Trial] = []
            for size in Set(faults.map(\.size)) {
                let object = try await site.objects([("object\(size)", size)])[0]
                for download in FaultyDownload.all {
                    let name = "reference\(size).\(download.format)"
                    try site.list(name, Self.entries(object, at: site.origin.prefix + object.path()))
                    let answer = try await site.get("\(download.mount.rawValue)/\(name)", name: "reference")
                    try #require(answer.status == 200 && answer.exit.isSuccess, "\(answer.status)")
                    let reference = try answer.bytes()
                    for fault in faults where fault.size == size && download.tells(fault.listing) {
                        trials.append(
                            Trial(fault: fault, download: download, object: object, reference: reference))
                    }
                }
            }
            // Most of the time they wait for the next attempt.
            try await forEach(Array(trials.enumerated()), atOnce: 48) { number, trial in
                try await Self.run(trial, number, at: site)
            }
            #expect(!site.penstock.log.text.contains("SECRETMARK"))
            #expect(site.penstock.process.isRunning)
        }

        private static func run(_ trial: Trial, _ number: Int, at site: RemoteSite) async throws {
            let (fault, download, reference) = (trial.fault, trial.download, trial.reference)
            let path = trial.object.path(fault.name, key: String(number))
            let name = "\(number).\(download.format)"
            try site.list(
                name,
                entries(trial.object, at: site.origin.prefix + path + "?sig=SECRETMARK", fault.listing))
            let url = "\(download.mount.rawValue)/\(name)"
            var arguments: [String] = []
            let begin = reference.count / 2
            if download.isResumed {
                let head = try await site.get(url, ["-I"], name: "head \(number)")
                let tag = try #require(head["ETag"], "\(fault)")
                arguments = ["-r", "\(begin)-", "-H", "If-Range: \(tag)"]
            }
            let answer = try await site.get(url, arguments, name: "body \(number)")
            let isWhole = answer.exit.isSuccess && [200, 206].contains(answer.status)
            if isWhole {
                let expected = answer.status == 206 ? Array(reference[begin...]) : reference
                if fault.isSecret, download.isResumed {
                    // What is sent of it cannot be compared with the checksum of all of it, which the archive has.
                    let bytes = try reference[..<begin] + answer.bytes()
                    try await expectRefusal(of: Array(bytes), download.format, at: site, "\(fault)")
                    return
                }
                #expect(
                    try answer.bytes() == expected, "\(fault), \(download): other bytes, without an error")
            }
            switch fault.expectation {
            case .equal:
                if isWhole { break }
                let outcome = try await site.line(url).outcome
                Issue.record("\(fault), \(download): \(answer.exit), \(answer.status), \(outcome)")
            case .breaks: #expect(!isWhole, "\(fault), \(download): has no effect")
            case .either: break
            }
            if !isWhole { try await expectBreak(of: answer, over: fault, path, download, url, at: site) }
        }

        /// Expects that the client notices, and that the log says why.
        private static func expectBreak(
            of answer: HTTPResponse, over fault: OriginFault, _ path: String, _ download: FaultyDownload,
            _ url: String, at site: RemoteSite
        ) async throws {
            // curl's words for fewer bytes than promised, for none at all, and for a connection that broke.
            let isCut = [18, 52, 56, 92].contains { answer.exit == .exited($0) }
            #expect(isCut || answer.status >= 500, "\(fault), \(download): \(answer.exit), \(answer.status)")
            let line = try await site.line(url)
            #expect(
                line.outcome.hasPrefix(answer.status >= 500 ? "refused:" : "failed:object: "),
                "\(fault), \(download): \(line)")
            #expect(
                line.outcome.contains("127.0.0.1:\(site.origin.port)/\(path)"),
                "\(fault), \(download): \(line)")
            if let reason = fault.reason {
                #expect(line.outcome.contains(reason), "\(fault), \(download): \(line)")
            }
            if isCut, !download.isResumed {
                let tester = try #require(ArchiveTester.all(for: download.format).first)
                #expect(
                    try await !tester.test(answer.body).succeeded, "\(fault), \(download): taken for whole")
            }
        }

        /// Expects that a reader compares checksums; one of tars has none.
        private static func expectRefusal(
            of archive: [UInt8], _ format: ArchiveFormat, at site: RemoteSite, _ comment: Comment
        ) async throws {
            guard format != .tar else { return }
            let file = try site.downloads.file(BytePath("refused \(archive.count).\(format)"), archive)
            let tester = try #require(ArchiveTester.all(for: format).first)
            #expect(try await !tester.test(file).succeeded, comment)
        }

        /// What a server sends beyond an answer must not be taken for the next one. A whole answer that comes while the
        /// next is asked for looks like that one; then the checksum tells.
        @Test(arguments: ["excess=5", "answer"])
        func `the excess of an answer reaches no other`(fault: String) async throws {
            let listing: ListedFields = fault == "answer" ? [.size, .checksum] : .size
            let site = try await RemoteSite(serve: ["--origin-ahead", "0"])
            let objects = try await site.objects([("a", 30_000), ("b", 30_000)])
            let entries = (0..<4).map { number in
                objects[number % 2].entry(
                    String(number),
                    at: site.origin.prefix + objects[number % 2].path(number == 0 ? fault : "plain"), listing)
            }
            var complaints: [String] = []
            for round in 0..<20 {
                try site.list("\(round).tar", entries)
                let answer = try await site.get("/store/\(round).tar")
                guard answer.exit.isSuccess, answer.status == 200 else {
                    if listing == .size {
                        complaints.append(try await site.line("/store/\(round).tar").outcome)
                    }
                    continue
                }
                let unpacked = try TemporaryTree("unpacked", in: .memory)
                _ = try await Extractor.tar.extract(answer.body, into: unpacked.root)
                for number in entries.indices {
                    let file = unpacked.at(BytePath(String(number)))
                    if try !FileSystem.sameContents(file, objects[number % 2].file) {
                        complaints.append("archive \(round): entry \(number) has other bytes")
                    }
                }
            }
            #expect(complaints == [])
        }

        @Test func `an origin that is down breaks an archive off`() async throws {
            let port = try SocketAddress.freeLoopbackPort()
            let prefix = "http://127.0.0.1:\(port)/"
            let site = try await RemoteSite(sources: [prefix])
            let object = try await site.objects([("a", 5)])[0]
            try await forEach(ArchiveFormat.allCases, atOnce: 3) { format in
                try site.list("x.\(format)", Self.entries(object, at: prefix + object.path()))
                let answer = try await site.get("/store/x.\(format)", name: BytePath("body.\(format)"))
                #expect(!answer.exit.isSuccess || answer.status == 502)
                let line = try await site.line("/store/x.\(format)")
                #expect(line.outcome.contains("127.0.0.1:\(port)/\(object.path())"), "\(line)")
            }
        }

        @Test func `an origin that dies breaks an archive off`() async throws {
            let site = try await RemoteSite()
            let object = try await site.objects([("a", 64 << 20)])[0]
            try site.list("x.tar", Self.entries(object, at: site.origin.prefix + object.path()))
            let (exit, body) = try await site.fetch("/store/x.tar") {
                site.origin.process.send(SIGKILL)
                _ = try await site.origin.process.exit()
            }
            #expect(!exit.isSuccess)
            try await Site.expectRefusal(of: body, .tar)
            let line = try await site.line("/store/x.tar", outcome: "failed:object: ")
            #expect(line.outcome.contains("127.0.0.1:\(site.origin.port)/\(object.path())"), "\(line)")
        }
    }
}
