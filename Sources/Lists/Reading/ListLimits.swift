/// What a list may have of anything. The entries are counted by whoever makes a plan of them.
enum ListLimits {
    /// Bytes of a string, once its escapes are read; among them the content of a `text` entry.
    static let string = 64 * 1024
    /// Bytes of a string as written: each may be an escape of six.
    static let writtenString = 6 * string
    /// Bytes of a line of mod_zip's text.
    static let line = 64 * 1024
    /// Bytes of all `text` entries together, because a plan keeps them.
    static let text = 1024 * 1024
    /// Bytes of a file: sums of a few sizes stay below 2^64.
    static let size: UInt64 = 1 << 62
    /// Seconds since 1970 of the years 0 to 9999. Milliseconds, which some languages count in, lie beyond.
    static let modified: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}
