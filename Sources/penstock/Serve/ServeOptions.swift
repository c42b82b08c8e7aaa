internal import ArgumentParser
internal import Gateway
internal import Logging
internal import Responder
internal import SystemCalls

/// What `penstock serve` can be told.
struct ServeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Root for locations that pass no PENSTOCK_ROOT.", valueName: "dir"),
        completion: .directory)
    var root: String?

    @Option(
        help: ArgumentHelp(
            "If given, every root must be one of these or lie beneath one. Repeatable.", valueName: "dir"),
        completion: .directory)
    var allowRoot: [String] = []

    @Option(
        help: ArgumentHelp(
            "If given, nothing else is ever connected to than what lies beneath one of these URLs, or s3://bucket/. Repeatable.",
            valueName: "prefix"))
    var allowOrigin: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of keys and certificates for other servers: a line for each prefix of URLs.",
            valueName: "file"),
        completion: .file())
    var origins: String?

    @Option(
        help: ArgumentHelp(
            "How long a server that is asked for a list or for content may be silent. (default: 60)",
            valueName: "seconds"),
        transform: OptionForm.number(1...86_400))
    var originTimeout = 60

    @Option(
        help: ArgumentHelp(
            "Requests for content that all archives together may have in flight beyond what each is reading. (default: 256)",
            valueName: "n"),
        transform: OptionForm.number(0...65_536))
    var originAhead = 256

    @Option(
        help: ArgumentHelp(
            "Where to listen: unix:PATH, HOST:PORT or [IPv6]:PORT. Repeatable.", valueName: "address"),
        transform: OptionForm.listenAddress)
    var listen: [ListenAddress] = []

    @Option(
        help: ArgumentHelp("Permissions of unix sockets, in octal. (default: 0660)", valueName: "mode"),
        transform: OptionForm.socketMode)
    var listenMode = SocketMode(bits: 0o660)

    @Option(
        help: ArgumentHelp(
            "Archives sent at once; above it 503 with Retry-After. (default: 4096)", valueName: "n"),
        transform: OptionForm.number(1...Int.max))
    var maxStreams = 4096

    @Option(
        help: ArgumentHelp(
            "Threads that compress, for all archives together; by default, one a core.", valueName: "n"),
        transform: OptionForm.number(1...1024))
    var compressionThreads = Processors.count

    @Option(
        help: ArgumentHelp(
            "Where checksums of files and indexes of archives are kept; without it, in memory only.",
            valueName: "dir"),
        completion: .directory)
    var cacheDir: String?

    @Option(
        help: ArgumentHelp(
            "What the cache directory may hold, in bytes or with K, M, G or T. (default: 1G)",
            valueName: "size"),
        transform: OptionForm.bytes)
    var cacheSize = 1 << 30

    @Option(
        help: ArgumentHelp(
            "A client that takes nothing for so long is dropped. (default: 300)", valueName: "seconds"),
        transform: OptionForm.number(1...86_400))
    var sendTimeout = 300

    @Option(
        help: ArgumentHelp(
            "How long SIGTERM lets running streams finish. (default: 90)", valueName: "seconds"),
        transform: OptionForm.number(0...86_400))
    var drainTimeout = 90

    @Option(
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical. (default: info)", valueName: "level"),
        completion: .list(Logger.Level.allCases.map(\.rawValue)), transform: OptionForm.logLevel)
    var logLevel = Logger.Level.info

    @Option(help: ArgumentHelp("text, json or journal; by default, by where standard error goes."))
    var logFormat: LogFormat?

    @Flag(help: "Say what is wrong with options, sockets, roots and limits, and serve nothing.")
    var check = false

    @Option(
        help: ArgumentHelp(
            "With --check: do so as this service of systemd would, with its user, environment and sandbox.",
            valueName: "name"))
    var unit: String?

    func validate() throws {
        if let cacheDir, !cacheDir.hasPrefix("/") {
            throw ValidationError("--cache-dir must be an absolute path: \(cacheDir)")
        }
        for origin in allowOrigin where !ResponderConfiguration.isOrigin(origin) {
            throw ValidationError("--allow-origin must be a URL to lie beneath, or s3://BUCKET/: \(origin)")
        }
        if let origins, !origins.hasPrefix("/") {
            throw ValidationError("--origins must be an absolute path: \(origins)")
        }
        for path in allowRoot + [root].compactMap({ $0 }) where !path.hasPrefix("/") {
            throw ValidationError("A root must be an absolute path: \(path)")
        }
        if let unit {
            guard check else { throw ValidationError("--unit goes with --check.") }
            guard UnitName.isValid(unit) else { throw ValidationError("No name of a service: \(unit)") }
        }
    }
}
