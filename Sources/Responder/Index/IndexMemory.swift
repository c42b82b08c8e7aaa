internal import Archive

/// The indexes in memory, of which those go that were used longest ago.
struct IndexMemory: Sendable {
    /// What an index takes besides its units, about.
    private static let entrySize = 192

    private let limit: Int
    private var indexes = LeastRecentlyUsed<ArchiveIndex>()
    /// Goes up whenever one is forgotten.
    private(set) var forgotten = 0

    /// - Parameter limit: Bytes that they may take, about.
    init(limit: Int) { self.limit = limit }

    /// Bytes that they take, about.
    var size: Int { indexes.size }

    mutating func use(_ tag: CacheKey) -> ArchiveIndex? { indexes.use(tag) }

    /// Keeps an index, unless a longer one is known.
    ///
    /// - Returns: What was known before.
    @discardableResult
    mutating func keep(_ index: ArchiveIndex, of tag: CacheKey) -> ArchiveIndex? {
        let known = indexes.use(tag)
        if let known, known.units.count > index.units.count { return known }
        let size = Self.entrySize + index.units.count * MemoryLayout<ArchiveIndex.Unit>.stride
        if size <= limit { indexes.set(index, size: size, for: tag) } else { indexes.remove(tag) }
        while indexes.size > limit, let oldest = indexes.oldest { indexes.remove(oldest) }
        return known
    }

    mutating func forget(_ tag: CacheKey) {
        indexes.remove(tag)
        forgotten += 1
    }
}
