/// The selections in memory, of which those go that were used longest ago.
struct SelectionMemory: Sendable {
    private struct Kept: Sendable {
        let record: SelectionRecord
        /// In seconds since 1970.
        let used: Int64
    }

    /// What a selection takes besides its bytes, about.
    private static let entrySize = 256

    private let limit: Int
    private var records = LeastRecentlyUsed<Kept>()

    /// - Parameter limit: Bytes that they may take, about.
    init(limit: Int) { self.limit = limit }

    /// - Returns: false if there is no room for it, even if all others go.
    mutating func keep(_ record: SelectionRecord, now: Int64) -> Bool {
        let size = Self.entrySize + record.bytes.count
        guard size <= limit else { return false }
        records.set(Kept(record: record, used: now), size: size, for: record.tag)
        while records.size > limit, let oldest = records.oldest { records.remove(oldest) }
        return true
    }

    mutating func use(_ tag: CacheKey, now: Int64) -> SelectionRecord? {
        guard let kept = records.use(tag) else { return nil }
        guard SelectionStore.isCurrent(kept.used, now: now) else {
            records.remove(tag)
            return nil
        }
        _ = keep(kept.record, now: now)
        return kept.record
    }
}
