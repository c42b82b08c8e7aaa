public import Plan

/// What fetching took, for the log. Belongs to one thread.
public final class FetchCounts {
    /// Objects of which at least one byte came.
    public internal(set) var objects: UInt64 = 0
    public internal(set) var bytes: UInt64 = 0
    /// Connections that were begun.
    public internal(set) var dialled: UInt64 = 0
    /// Requests that went on where an earlier one broke off.
    public internal(set) var resumes: UInt64 = 0
    /// Questions for sizes.
    public internal(set) var heads: UInt64 = 0

    public init() {}

    /// For the log.
    public var notes: [ReadingNote] {
        [
            ReadingNote(name: "objects", count: objects), ReadingNote(name: "bytes-fetched", count: bytes),
            ReadingNote(name: "dialled", count: dialled), ReadingNote(name: "resumes", count: resumes),
            ReadingNote(name: "heads", count: heads),
        ]
    }
}
