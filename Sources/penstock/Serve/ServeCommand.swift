internal import ArgumentParser
internal import Compression
internal import FileTree
internal import Gateway
internal import Logging
internal import Responder
internal import SystemCalls
internal import Threads

/// `penstock serve`: the responder.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer FastCGI requests of a web server (the default).",
        discussion: """
            The socket is that of --listen, of systemd socket activation, or descriptor 0. Without one, but with \
            GATEWAY_INTERFACE in the environment, it is a CGI program and answers one request. Each option can also be \
            given in the environment, as PENSTOCK_SERVE_ and its name in capitals (PENSTOCK_SERVE_MAX_STREAMS).
            """)

    @OptionGroup var options: ServeOptions

    func run() throws {
        if let unit = options.unit {
            let others = UnitCheck.otherOptions(in: Array(CommandLine.arguments.dropFirst()))
            guard others.isEmpty else {
                throw ValidationError("The unit says what is checked, not \(others.joined(separator: " ")).")
            }
            throw UnitCheck(unit).run() ? ExitCode.success : ExitCode(78)
        }
        let source = RequestSource(
            options.listen, process: currentProcess, environment: Environment.value(of:),
            isListening: ListeningSocket.isListening)
        if options.check {
            let findings = ServiceCheck(options: options, source: source).findings()
            for finding in findings { print(finding) }
            throw findings.contains { $0.verdict == .wrong } ? ExitCode(78) : ExitCode.success
        }
        guard source != .none else { throw ValidationError(RequestSource.usage) }
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
        let origins = OriginsOption(path: options.origins, logger: logger)
        do {
            try origins.load()
        } catch {
            logger.critical("--origins \(options.origins ?? ""): \(error)")
            throw ExitCode(78)
        }
        do {
            if source == .commonGateway {
                try answer(source, origins, logger)
            } else {
                try serve(source, origins, logger)
            }
        } catch  where error is SystemCallError || error is ThreadError {
            logger.critical("cannot serve: \(error)")
            throw ExitCode(71)
        }
    }

    private func serve(_ source: RequestSource, _ origins: OriginsOption, _ logger: Logger) throws {
        guard FastCGILibrary.initialize() else { throw SystemCallError("FCGX_Init", errno: 0) }
        let signals = try Signals()
        let sockets = try source.sockets(mode: options.listenMode)
        DescriptorLimit.raise()
        Memory.returnLargeBlocks()
        let service = try Service(
            responder(source, origins, logger), origins: origins, logger: logger,
            sendTimeout: .seconds(options.sendTimeout), drainTimeout: .seconds(options.drainTimeout))
        logger.notice("listening", metadata: ["on": "\(source)"])
        service.run(sockets, signals)
    }

    /// Answers the one request of a CGI program.
    private func answer(_ source: RequestSource, _ origins: OriginsOption, _ logger: Logger) throws {
        let signals = try Signals()
        let number = signals.number
        let stop = try StopEvent()
        try Thread.start {
            _ = Poll.readable([number], timeout: nil)
            stop.raise()
        }
        // Options come from the same place as parameters, of which the responder knows none of their names.
        let variables = Environment.bytes().filter { !$0.name.hasPrefix(EnvironmentOptions.prefix) }
        let exchange = CGIExchange(
            MetaVariables(variables), sendTimeout: .seconds(options.sendTimeout), stop: stop)
        let responder = try responder(source, origins, logger)
        responder.respond(to: exchange)
        responder.stop()
        // Until here the thread waits for signals.
        _ = consume signals
        if exchange.isBrokenOff { throw ExitCode.failure }
    }

    private func responder(
        _ source: RequestSource, _ origins: OriginsOption, _ logger: Logger
    ) throws -> Responder {
        var configuration = ResponderConfiguration()
        configuration.defaultRoot = options.root
        configuration.allowedRoots = options.allowRoot
        configuration.allowedOrigins = options.allowOrigin
        configuration.originRules = origins.rules
        configuration.originTimeout = .seconds(options.originTimeout)
        configuration.originAhead = options.originAhead
        configuration.maxStreams = options.maxStreams
        configuration.requestSource = source.probeSource
        let caches = Caches(directory: options.cacheDir, size: options.cacheSize, logger: logger)
        configuration.cacheLimit = caches.limit
        configuration.version = Version.text
        return try Responder(
            configuration, pool: CompressionPool(threads: options.compressionThreads),
            checksums: caches.checksums(), indexes: caches.indexes(),
            selections: caches.selections(isAlone: source.isOneProcess), readers: ReaderPool(),
            logger: logger)
    }
}
