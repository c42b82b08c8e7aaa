internal import SystemCalls

/// What the directory of indexes holds.
struct IndexListing {
    struct File {
        let tag: ArchiveTag
        let size: UInt64
        let modified: FileTime
    }

    /// The indexes, the one that was used longest ago first.
    private(set) var files: [File] = []
    /// Those whose size no index has.
    private(set) var damaged: [ArchiveTag] = []
    /// Names of files whose writers died.
    private(set) var leftovers: [[UInt8]] = []

    /// Reads the directory. What is not ours is not in the list, nor is what vanishes meanwhile.
    init(of directory: borrowing FileDescriptor) throws(SystemCallError) {
        var tags: [ArchiveTag] = []
        var leftovers: [[UInt8]] = []
        try directory.forEachName { name in
            switch IndexFileName(name) {
            case .index(let tag): tags.append(tag)
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

/// What a name in the directory of indexes is.
enum IndexFileName: Equatable {
    case index(ArchiveTag)
    /// An index that is being written, or was when its writer died.
    case temporary
    /// Nothing of ours.
    case foreign

    private static let separator = UInt8(ascii: ".")

    init(_ name: ArraySlice<UInt8>) {
        guard let tag = ArchiveTag(name.prefix(ArchiveTag.digitCount)) else {
            self = .foreign
            return
        }
        let rest = name.dropFirst(ArchiveTag.digitCount)
        if rest.isEmpty {
            self = .index(tag)
        } else if rest.first == Self.separator, rest.count == 17, ArchiveTag.number(rest.dropFirst()) != nil {
            self = .temporary
        } else {
            self = .foreign
        }
    }

    /// A name for writing the index of `tag` that no other writer has, whichever its process.
    static func temporary(for tag: ArchiveTag) -> [UInt8] {
        tag.bytes + [separator] + ArchiveTag.digits(.random(in: 0 ... .max))
    }
}
