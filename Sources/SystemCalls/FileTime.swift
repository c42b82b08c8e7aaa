/// Seconds since 1970-01-01 UTC, which may be negative, and nanoseconds after that.
public struct FileTime: Hashable, Sendable {
    public let seconds: Int64
    public let nanoseconds: UInt32

    public init(seconds: Int64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
