internal import ArgumentParser
internal import SystemCalls

/// How log lines look.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
    /// For systemd's journal: a priority in front, and no time, since the journal has its own.
    case journal

    /// systemd says in JOURNAL_STREAM which stream is the journal (systemd.exec(5)). What a web server has started
    /// inherits the variable, but writes to the web server's log.
    static var suited: LogFormat {
        let journal = Environment.value(of: "JOURNAL_STREAM")
        return journal != nil && journal == StandardError.deviceAndInode ? .journal : .text
    }
}
