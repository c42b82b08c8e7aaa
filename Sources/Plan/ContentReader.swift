public import ByteIO

/// Gives the content of a plan's files, one after the other: from a directory on disk, later from another server.
/// Belongs to one thread.
public protocol ContentReader: AnyObject {
    /// Opens a regular file of the plan to be read from `offset`. Blocks.
    ///
    /// - Returns: a source that gives the bytes from `offset` to the planned size, no more, and throws
    ///   ``SourceError/endedEarly`` where there are fewer. Of an entry of unknown size it gives all, and throws that at
    ///   the end; what broke off it tells with another error.
    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource

    /// The CRC-32 that a file must have, if somebody has said that beforehand. A source that gives the file from its first
    /// byte on verifies that itself.
    func expectedChecksum(of index: Int) -> UInt32?

    /// Bytes that were read so far, for the log and for progress.
    var bytesRead: UInt64 { get }

    /// What else reading took so far, for the log.
    var notes: [ReadingNote] { get }
}

extension ContentReader {
    public func expectedChecksum(of index: Int) -> UInt32? { nil }

    /// For content that is made up, and read from nowhere.
    public var bytesRead: UInt64 { 0 }

    public var notes: [ReadingNote] { [] }
}

/// A number that the log tells of reading.
public struct ReadingNote: Equatable, Sendable {
    /// As the log has it.
    public let name: String
    public let count: UInt64

    public init(name: String, count: UInt64) {
        self.name = name
        self.count = count
    }
}
