internal import Plan

/// What is counted while objects are fetched. Belongs to one thread.
final class FetchCounts {
    /// Objects of which at least one byte came.
    var objects: UInt64 = 0
    var bytes: UInt64 = 0
    /// Requests that went on where an earlier one broke off.
    var resumes: UInt64 = 0
    /// Questions for sizes.
    var heads: UInt64 = 0

    /// For the log.
    var notes: [ReadingNote] {
        [
            ReadingNote(name: "objects", count: objects), ReadingNote(name: "bytes-fetched", count: bytes),
            ReadingNote(name: "resumes", count: resumes), ReadingNote(name: "heads", count: heads),
        ]
    }
}
