internal import Logging
internal import SystemCalls

/// Writes log lines to standard error, each with one call, so that lines of different threads do not mix.
struct StandardErrorHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let format: LogFormat

    init(level: Logger.Level, format: LogFormat) {
        logLevel = level
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let line = LogLine.text(
            event.level, "\(event.message)", fields.mapValues { "\($0)" }, at: ProcessClock.now, as: format)
        StandardError.write(Array(line.utf8))
    }
}
