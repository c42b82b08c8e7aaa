internal import ArgumentParser
internal import Gateway
internal import Logging
internal import Responder
internal import SystemCalls

/// What `penstock serve` can be told.
struct ServeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Root for locations that pass no PENSTOCK_ROOT.", valueName: "dir"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "If given, every root must be one of these or lie beneath one. Repeatable.", valueName: "dir"))
    var allowRoot: [String] = []

    @Option(
        help: ArgumentHelp(
            "If given, nothing else is ever connected to than what lies beneath one of these URLs, or s3://bucket/. Repeatable.",
            valueName: "prefix"))
    var allowOrigin: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of keys and certificates for other servers: a line for each prefix of URLs.",
            valueName: "file"))
    var origins: String?

    @Option(
        help: ArgumentHelp(
            "How long a server that is asked for a list or for content may be silent.", valueName: "seconds"))
    var originTimeout = 60

    @Option(
        help: ArgumentHelp(
            "Requests for content that all archives together may have in flight beyond what each is reading.",
            valueName: "n"))
    var originAhead = 256

    @Option(
        help: ArgumentHelp(
            "Where to listen: unix:PATH, HOST:PORT or [IPv6]:PORT. Repeatable.", valueName: "address"))
    var listen: [ListenAddress] = []

    @Option(help: ArgumentHelp("Permissions of unix sockets, in octal.", valueName: "mode"))
    var listenMode = SocketMode(bits: 0o660)

    @Option(help: ArgumentHelp("Archives sent at once; above it 503 with Retry-After.", valueName: "n"))
    var maxStreams = 4096

    @Option(
        help: ArgumentHelp(
            "Threads that compress, for all archives together; by default, one a core.", valueName: "n"))
    var compressionThreads = Processors.count

    @Option(
        help: ArgumentHelp(
            "Where checksums of files and indexes of archives are kept; without it, in memory only.",
            valueName: "dir"))
    var cacheDir: String?

    @Option(help: ArgumentHelp("What the cache directory may hold.", valueName: "bytes"))
    var cacheSize = 1 << 30

    @Option(help: ArgumentHelp("A client that takes nothing for so long is dropped.", valueName: "seconds"))
    var sendTimeout = 300

    @Option(help: ArgumentHelp("How long SIGTERM lets running streams finish.", valueName: "seconds"))
    var drainTimeout = 90

    @Option(
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical. (default: info)", valueName: "level"),
        transform: ServeOptions.logLevel(named:))
    var logLevel = Logger.Level.info

    @Option(help: ArgumentHelp("text, json or journal; by default, by where standard error goes."))
    var logFormat: LogFormat?

    @Flag(help: "Say what is wrong with options, sockets, roots and limits, and serve nothing.")
    var check = false

    func validate() throws {
        guard maxStreams > 0 else { throw ValidationError("--max-streams must be at least 1.") }
        guard 1...1024 ~= compressionThreads else {
            throw ValidationError("--compression-threads must be from 1 to 1024.")
        }
        guard cacheSize > 0 else { throw ValidationError("--cache-size must be at least 1.") }
        if let cacheDir, !cacheDir.hasPrefix("/") {
            throw ValidationError("--cache-dir must be an absolute path: \(cacheDir)")
        }
        guard 1...86_400 ~= sendTimeout else {
            throw ValidationError("--send-timeout must be from 1 to 86400.")
        }
        guard 1...86_400 ~= originTimeout else {
            throw ValidationError("--origin-timeout must be from 1 to 86400.")
        }
        guard 0...65_536 ~= originAhead else {
            throw ValidationError("--origin-ahead must be from 0 to 65536.")
        }
        for origin in allowOrigin where !ResponderConfiguration.isOrigin(origin) {
            throw ValidationError("Neither a URL to lie beneath nor s3://BUCKET/: \(origin)")
        }
        if let origins, !origins.hasPrefix("/") {
            throw ValidationError("--origins must be an absolute path: \(origins)")
        }
        guard 0...86_400 ~= drainTimeout else {
            throw ValidationError("--drain-timeout must be from 0 to 86400.")
        }
        for path in allowRoot + [root].compactMap({ $0 }) where !path.hasPrefix("/") {
            throw ValidationError("A root must be an absolute path: \(path)")
        }
    }

    private static func logLevel(named name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else { throw ValidationError("No log level: \(name)") }
        return level
    }
}

/// Permission bits, in octal on the command line.
struct SocketMode: ExpressibleByArgument, CustomStringConvertible {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    init?(argument: String) {
        guard let bits = UInt32(argument, radix: 8), bits <= 0o777 else { return nil }
        self.bits = bits
    }

    var description: String { "0" + String(bits, radix: 8) }
    var defaultValueDescription: String { description }
}
