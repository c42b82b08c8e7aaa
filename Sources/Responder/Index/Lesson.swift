internal import Archive

/// What one stream is about to learn of its archive.
struct Lesson {
    let ledger: ArchiveLedger
    /// Whether what it learns is kept; another stream may be learning the same.
    let isLearning: Bool
    /// Units that were known before.
    let knownCount: Int
}
