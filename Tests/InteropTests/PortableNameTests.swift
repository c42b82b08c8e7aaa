import TestSupport
import Testing

extension InteropTests {
    /// Archives of `penstock pack --names portable`, of a tree with names that other systems cannot hold.
    @Suite struct PortableNameTests {
        private let tree: TemporaryTree

        init() throws {
            tree = try TemporaryTree("hard")
            try HardTree.make(in: tree, at: "con")
        }

        private func archive(_ format: ArchiveFormat, name: String = "packed") async throws -> BytePath {
            try await PenstockPack.archive(
                tree.at("con"), as: format, in: tree, ["--hidden", "--names", "portable"], name: name)
        }

        /// Those that need no more than a kernel and a shell, each once for a format.
        private static let extractors = Extractor.all.filter {
            !["ZipFile", "ZipInputStream"].contains($0.name) && !$0.name.hasSuffix("pipe")
        }

        @Test(
            .enabled(if: DiskMachine.isAvailable, "there is no such kernel"),
            arguments: DiskMachine.Kind.allCases)
        func `every file comes out on a disk of Windows`(kind: DiskMachine.Kind) async throws {
            let tar = try await archive(.tar)
            let reference = try TemporaryTree("reference", in: .memory)
            #expect(try await Extractor.tar.extract(tar, into: reference.root).succeeded)
            let names = try Self.names(reference.root)
            var commands: [String] = []
            var extractors: [Extractor] = []
            for format in ArchiveFormat.allCases {
                let archive = try await archive(format)
                for extractor in Self.extractors where extractor.formats.contains(format) {
                    let directory = String(extractors.count)
                    commands += [
                        "mkdir \(directory)", try await extractor.command(archive, into: BytePath(directory)),
                    ]
                    extractors.append(extractor)
                }
            }
            let disk = try await DiskMachine.run(commands, on: kind)
            for (index, extractor) in extractors.enumerated() {
                let directory = disk.at("disk") / BytePath(String(index))
                try expectAll(in: directory, "\(extractor), \(index)")
                // The driver of NTFS shows names in lower case.
                if kind != .ntfs {
                    let found = try Self.names(directory)
                    #expect(found.symmetricDifference(names).sorted() == [], "\(extractor), \(index)")
                }
            }
        }

        /// The paths of files; strings are compared up to canonical equivalence, for readers that compose.
        private static func names(_ directory: BytePath) throws -> Set<String> {
            Set(try files(directory).map(\.path.text))
        }

        private static func files(_ directory: BytePath) throws -> [TreeSnapshot.Node] {
            try TreeSnapshot(of: directory).nodes.values.filter { $0.info.kind == .file }
        }

        /// Expects every file of the tree, by its content, and the report.
        private func expectAll(in directory: BytePath, _ what: String) throws {
            let contents = try Self.files(directory).map { BytePath(try FileSystem.read($0.location)) }
            let missing = Set(HardTree.files).subtracting(contents)
            #expect(missing == [], "\(what)")
            #expect(contents.count == HardTree.files.count + 1, "\(what)")
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `no name is one that Python takes for reserved in Windows`(format: ArchiveFormat) async throws {
            let archive = try await archive(format)
            let result = try await Tool.python(Self.reserved, [archive.text, format.rawValue])
            #expect(result.succeeded && result.output.isEmpty, "\(result)")
            // The check finds something elsewhere.
            let exact = try await PenstockPack.archive(
                tree.at("con"), as: format, in: tree, ["--hidden"], name: "exact")
            #expect(try await Tool.python(Self.reserved, [exact.text, format.rawValue]).lines.count > 20)
        }

        private static let reserved = """
            import ntpath, pathlib, sys, tarfile, zipfile
            if sys.argv[2] == 'zip': names = zipfile.ZipFile(sys.argv[1]).namelist()
            else: names = tarfile.open(sys.argv[1]).getnames()
            if hasattr(ntpath, 'isreserved'): is_reserved = ntpath.isreserved
            else: is_reserved = lambda name: pathlib.PureWindowsPath(name).is_reserved()
            for name in names:
                if any(map(is_reserved, name.rstrip('/').split('/'))): print(ascii(name))
            """

        @Test(arguments: ArchiveFormat.allCases)
        func `no name is one that pathvalidate refuses on any system`(format: ArchiveFormat) async throws {
            let archive = try await archive(format)
            // It is a package of Debian, which another Python does not see.
            let result = try await Tool("/usr/bin/python3").run([
                "-c", Self.refused, archive.text, format.rawValue,
            ])
            #expect(result.succeeded && result.output.isEmpty, "\(result)")
        }

        private static let refused = """
            import sys, tarfile, zipfile
            from pathvalidate import ValidationError, validate_filename
            if sys.argv[2] == 'zip': names = zipfile.ZipFile(sys.argv[1]).namelist()
            else: names = tarfile.open(sys.argv[1]).getnames()
            for name in names:
                for part in name.rstrip('/').split('/'):
                    try:
                        validate_filename(part, platform='universal')
                        assert len(part.encode('utf-16-le')) <= 510 and len(part.encode()) <= 255
                    except ValidationError as error:
                        # Of a name of white space it says that it is empty.
                        if not part.isspace(): print(ascii(part), error)
            """

        @Test func `the report says what each file was called`() async throws {
            let unpacked = try TemporaryTree("unpacked", in: .memory)
            let result = try await Extractor.tar.extract(archive(.tar), into: unpacked.root)
            #expect(result.succeeded, "\(result)")
            let report = String(decoding: try unpacked.contents("con_/RENAMED.txt"), as: UTF8.self)
            let lines = report.split(separator: "\n").dropFirst()
            #expect(lines.contains("con_/folders/aux_ (2)/prn_/nul_.txt  <-  con/folders/aux/prn/nul.txt"))
            for line in lines {
                let paths = line.split(separator: "  <-  ", maxSplits: 1)
                try #require(paths.count == 2)
                let path = BytePath(String(paths[0]).trimming("/"))
                let info = try FileSystem.info(unpacked.at(path))
                guard info.kind == .file else { continue }
                let content = try unpacked.contents(path)
                // What is printable stands in the report as it is.
                let isPlain = content.allSatisfy { 0x20...0x7E ~= $0 }
                if isPlain { #expect("con/\(String(decoding: content, as: UTF8.self))" == paths[1]) }
            }
        }

        @Test func `where nothing need change, the archive is the same`() async throws {
            let plain = try TemporaryTree()
            for path: BytePath in ["top/a.txt", "top/sub/B", "top/caf\u{E9}"] {
                try plain.file(path, path.bytes)
            }
            for format in ArchiveFormat.allCases {
                let exact = try await PenstockPack.archive(
                    plain.at("top"), as: format, in: plain, name: "exact")
                let portable = try await PenstockPack.archive(
                    plain.at("top"), as: format, in: plain, ["--names", "portable"], name: "portable")
                #expect(try FileSystem.sameContents(exact, portable))
            }
        }
    }
}

extension String {
    fileprivate func trimming(_ end: Character) -> String { last == end ? String(dropLast()) : self }
}
