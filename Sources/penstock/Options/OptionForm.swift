internal import ArgumentParser
internal import ByteIO
internal import Gateway
internal import Lists
internal import Logging
internal import SystemCalls

/// Reads the values of options that are no words of a fixed list. A value that has another form is told which one it must have.
enum OptionForm {
    static func number(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            let form =
                range.upperBound == .max
                ? "a number, at least \(range.lowerBound)"
                : "a number from \(range.lowerBound) to \(range.upperBound)"
            return try read(Int(text).flatMap { range.contains($0) ? $0 : nil }, form)
        }
    }

    /// - Returns: one byte at least.
    @Sendable static func bytes(_ text: String) throws -> Int {
        try read(
            ByteCount(text).flatMap { Int(exactly: $0.bytes) }.flatMap { $0 > 0 ? $0 : nil },
            "at least 1, \(ByteCount.form)")
    }

    @Sendable static func socketMode(_ text: String) throws -> SocketMode {
        try read(SocketMode(text), "up to three octal digits, such as 0660")
    }

    @Sendable static func listenAddress(_ text: String) throws -> ListenAddress {
        try read(ListenAddress(text), "unix:PATH, HOST:PORT or [IPv6]:PORT")
    }

    @Sendable static func logLevel(_ text: String) throws -> Logger.Level {
        let levels = Logger.Level.allCases.map(\.rawValue)
        return try read(Logger.Level(rawValue: text), "one of \(levels.joined(separator: ", "))")
    }

    @Sendable static func pattern(_ text: String) throws -> GlobPattern {
        try read(GlobPattern(text), GlobPattern.form)
    }

    @Sendable static func source(_ text: String) throws -> SourceItem {
        try read(SourceItem(text), "PREFIX=DIRECTORY, PREFIX=URL or a URL: http, https or s3://BUCKET/")
    }

    private static func read<Value>(_ value: Value?, _ form: String) throws -> Value {
        guard let value else { throw ValidationError(form) }
        return value
    }
}
