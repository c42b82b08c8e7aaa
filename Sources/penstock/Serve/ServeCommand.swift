internal import ArgumentParser
internal import Compression
internal import FastCGI
internal import FileTree
internal import Logging
internal import Responder
internal import SystemCalls

/// `penstock serve`: the responder.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer FastCGI requests of a web server (the default).",
        discussion: """
            The socket is that of --listen, of systemd socket activation, or descriptor 0. Each option can also be \
            given in the environment, as PENSTOCK_SERVE_ and its name in capitals (PENSTOCK_SERVE_MAX_STREAMS).
            """)

    /// Bytes of memory for all caches together.
    private static let memory = 64 << 20

    @OptionGroup var options: ServeOptions

    func run() throws {
        let source = SocketSource(
            options.listen, process: currentProcess, environment: Environment.value(of:),
            isListening: ListeningSocket.isListening)
        guard source != .none else { throw ValidationError(SocketSource.usage) }
        let format = options.logFormat ?? .suited
        var logger = Logger(label: "penstock") { _ in
            StandardErrorHandler(level: options.logLevel, format: format)
        }
        logger.logLevel = options.logLevel
        do {
            try Root.checkConfinement()
        } catch {
            logger.critical(
                "this kernel or sandbox has no openat2, and nothing else confines paths: \(error)")
            throw ExitCode(78)
        }
        for path in options.allowRoot + [options.root].compactMap({ $0 }) {
            do {
                _ = try Root(path: path)
            } catch {
                logger.critical("\(path) cannot be a root: \(error)")
                throw ExitCode(78)
            }
        }
        do {
            try serve(source, logger)
        } catch let error as SystemCallError {
            logger.critical("cannot serve: \(error)")
            throw ExitCode(71)
        }
    }

    private func serve(_ source: SocketSource, _ logger: Logger) throws {
        guard FastCGILibrary.initialize() else { throw SystemCallError("FCGX_Init", errno: 0) }
        let signals = try Signals()
        let sockets = try source.sockets(mode: options.listenMode)
        DescriptorLimit.raise()
        Memory.returnLargeBlocks()
        var configuration = ResponderConfiguration()
        configuration.defaultRoot = options.root
        configuration.allowedRoots = options.allowRoot
        configuration.maxStreams = options.maxStreams
        let service = try Service(
            Responder(
                configuration, pool: CompressionPool(threads: options.compressionThreads),
                checksums: checksums(logger), indexes: indexes(logger), readers: ReaderPool(),
                logger: logger),
            logger: logger,
            sendTimeout: .seconds(options.sendTimeout),
            drainTimeout: .seconds(options.drainTimeout))
        logger.notice("listening", metadata: ["on": "\(source)"])
        service.run(sockets, signals)
    }

    private func checksums(_ logger: Logger) -> ChecksumIndex {
        let index = ChecksumIndex(memory: Self.memory / 2, disk: max(1, options.cacheSize / 4))
        guard let directory = options.cacheDir else { return index }
        switch index.open(in: directory) {
        case .loaded(let count):
            logger.info("checksums loaded", metadata: ["files": "\(count)"])
        case .cutOff(let count):
            logger.notice(
                "the last checksum in the cache was incomplete and is cut off",
                metadata: ["files": "\(count)"])
        case .discarded:
            logger.warning("the checksums in \(directory) are damaged and discarded")
        case .unusable(let error):
            logger.warning("checksums are kept in memory only: \(directory): \(error)")
        }
        return index
    }

    private func indexes(_ logger: Logger) -> ArchiveIndexStore {
        let store = ArchiveIndexStore(memory: Self.memory / 2)
        guard let directory = options.cacheDir else { return store }
        let report: @Sendable (ArchiveIndexStore.Notice) -> Void = { notice in
            switch notice {
            case .loaded(let count, let damaged):
                logger.info("indexes found", metadata: ["archives": "\(count)", "damaged": "\(damaged)"])
            case .unusable(let error):
                logger.warning("indexes are kept in memory only: \(directory): \(error)")
            case .damaged(let tag):
                logger.warning("a damaged index is discarded", metadata: ["archive": "\(tag)"])
            case .unwritable(let error):
                logger.warning("indexes are not written until the next start: \(directory): \(error)")
            }
        }
        report(store.open(in: directory, size: options.cacheSize - options.cacheSize / 4, report: report))
        return store
    }
}
