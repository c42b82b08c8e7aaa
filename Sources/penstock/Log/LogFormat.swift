internal import ArgumentParser
internal import SystemCalls

/// How log lines look.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
    /// For systemd's journal: a priority in front, and no time, since the journal has its own.
    case journal

    /// systemd sets JOURNAL_STREAM when standard error is the journal (systemd.exec(5)).
    static var suited: LogFormat { Environment.value(of: "JOURNAL_STREAM") == nil ? .text : .journal }
}
