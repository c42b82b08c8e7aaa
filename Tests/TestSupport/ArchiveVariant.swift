/// A format in one of the efforts it can be made with.
public struct ArchiveVariant: Sendable, CustomStringConvertible {
    public let format: ArchiveFormat
    /// As `PENSTOCK_COMPRESSION` and `--compression` have it.
    public let effort: String

    public init(_ format: ArchiveFormat, _ effort: String) {
        self.format = format
        self.effort = effort
    }

    /// Tar has nothing to compress: one effort stands for all.
    public static let all =
        [ArchiveVariant(.tar, "store")]
        + ["store", "auto", "fast", "default", "best"].flatMap { effort in
            [ArchiveVariant(.zip, effort), ArchiveVariant(.tarGzip, effort)]
        }

    /// Each format as it is stored and as it comes by default.
    public static let usual = all.filter { ["store", "auto"].contains($0.effort) }

    /// Whether there is a length before anything of the archive was sent.
    public var hasLengthAtOnce: Bool { effort == "store" }

    public var description: String { "\(format), \(effort)" }
}
