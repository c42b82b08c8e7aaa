internal import SystemCalls

/// What the directory of indexes holds.
struct IndexListing {
    struct File {
        let tag: CacheKey
        let size: UInt64
        let modified: FileTime
    }

    /// The indexes, the one that was used longest ago first.
    private(set) var files: [File] = []
    /// Those whose size no index has.
    private(set) var damaged: [CacheKey] = []
    /// Names of files whose writers died.
    private(set) var leftovers: [[UInt8]] = []

    /// Reads the directory. What is not ours is not in the list, nor is what vanishes meanwhile.
    init(of directory: borrowing FileDescriptor) throws(SystemCallError) {
        var tags: [CacheKey] = []
        var leftovers: [[UInt8]] = []
        try directory.forEachName { name in
            switch CacheFileName(name) {
            case .entry(let tag): tags.append(tag)
            case .temporary: leftovers.append(Array(name))
            case .foreign: break
            }
        }
        self.leftovers = leftovers
        for tag in tags {
            let name = tag.bytes
            guard let status = try? directory.status(of: name.span), status.kind == .regular else { continue }
            if IndexRecord.unitCount(ofSize: status.size) == nil {
                damaged.append(tag)
            } else {
                files.append(File(tag: tag, size: status.size, modified: status.modified))
            }
        }
        files.sort { left, right in
            (left.modified.seconds, left.modified.nanoseconds)
                < (right.modified.seconds, right.modified.nanoseconds)
        }
    }
}
