internal import Archive
internal import ByteIO
internal import Compression
internal import FileTree
internal import Lists
internal import SystemCalls

extension PackJob {
    /// Reads a list as the responder reads that of an application. Limits are for strangers.
    init(list path: String, _ options: PackOptions, isStopped: @escaping () -> Bool) throws {
        var policy = ListPolicy()
        policy.symlinks = options.symlinks
        policy.unreadable = options.unreadable
        policy.maxEntries = .max
        policy.maxDepth = .max
        let sources = SourceMap(
            root: try Self.root(options.root ?? "."), prefixes: try options.source.map(Self.prefix))
        let list: ListPlan
        do {
            list = try ListPlanner.plan(
                ListForm(fileName: path), from: try Self.input(path), sources: sources, policy: policy,
                isAbandoned: isStopped)
        } catch let error as ListPlanError { throw PackFailure("no archive was made: \(path): \(error)") }
        self.init(
            archive: Archive(
                list.plan, format: Self.format(options, listed: try Self.word(list.head.format, "format")),
                effort: try options.compression ?? Self.word(list.head.compression, "compression") ?? .auto),
            content: ListContent(of: list, readers: try ReaderPool()), missingCount: list.unreadableCount)
    }

    private static func input(_ path: String) throws(PackFailure) -> FileInput {
        do {
            return FileInput(try FileDescriptor.open(Array(path.utf8).span, for: .content))
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    private static func root(_ path: String) throws(PackFailure) -> Root {
        do {
            return try Root(path: FilePaths.real(path))
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    private static func prefix(_ source: String) throws -> SourceMap.Prefix {
        let parts = source.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let prefix = SourceMap.Prefix(Array(parts[0].utf8), root: try root(parts[1]))
        else {
            throw PackFailure("--source must be PREFIX=DIRECTORY: \(source)")
        }
        return prefix
    }

    /// A word that the list says of its archive.
    private static func word<Word: RawRepresentable<String>>(_ bytes: [UInt8]?, _ field: String) throws
        -> Word?
    {
        guard let bytes else { return nil }
        guard let word = Word(rawValue: String(decoding: bytes, as: UTF8.self)) else {
            throw PackFailure("no archive was made: \(field): there is no \"\(bytes.printable)\"")
        }
        return word
    }
}
