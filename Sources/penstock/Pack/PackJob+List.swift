internal import Archive
internal import ByteIO
internal import Compression
internal import FileTree
internal import HTTPClient
internal import Lists
internal import Remote
internal import SystemCalls

extension PackJob {
    /// Reads a list as the responder reads that of an application. Limits are for strangers.
    init(list path: String, _ options: PackOptions, isStopped: @escaping () -> Bool) throws {
        var policy = ListPolicy()
        policy.symlinks = options.symlinks
        policy.unreadable = options.unreadable
        policy.names = options.names
        policy.maxEntries = .max
        policy.maxDepth = .max
        let sources = SourceMap(
            root: try Self.root(options.root ?? "."), items: try options.source.map(Self.item))
        let origins = Origins(HTTPClient(), rules: try Self.rules(options.origins))
        let questions = ObjectQuestions(origins, allows: { sources.allows($0) }, isAbandoned: isStopped)
        let list: ListPlan
        do {
            list = try ListPlanner.plan(
                ListForm(fileName: path), from: try Self.input(path), sources: sources, policy: policy,
                questions: questions, isAbandoned: isStopped)
        } catch let error as ListPlanError { throw PackFailure("no archive was made: \(path): \(error)") }
        let format = Self.format(options, listed: try Self.word(list.head.format, "format"))
        if format != .zip, let error = list.unknownSize {
            throw PackFailure("no archive was made: \(path): \(error)")
        }
        self.init(
            archive: Archive(
                list.plan, format: format,
                effort: try options.compression ?? Self.word(list.head.compression, "compression") ?? .auto),
            content: ListContent(
                of: list, origins: origins,
                rules: FetchRules(authorization: list.head.authorization) { sources.allows($0) },
                readers: try ReaderPool(), isAbandoned: isStopped), missingCount: list.missingCount)
    }

    private static func input(_ path: String) throws(PackFailure) -> FileInput {
        do {
            return FileInput(try FileDescriptor.open(Array(path.utf8).span, for: .content))
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    private static func rules(_ path: String?) throws(PackFailure) -> OriginRules {
        let rules = OriginRules()
        guard let path else { return rules }
        do throws(OriginsError) { try rules.load(path) } catch {
            throw PackFailure("--origins \(path): \(error)")
        }
        return rules
    }

    private static func root(_ path: String) throws(PackFailure) -> Root {
        do {
            return try Root(path: FilePaths.real(path))
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    private static func item(_ item: SourceItem) throws -> (item: SourceItem, directory: Root?) {
        (item, try item.directory.map { try root($0) })
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
