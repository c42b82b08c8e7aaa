internal import ByteIO
public import FileTree
public import Plan
internal import Remote
internal import SystemCalls

/// Where the content of a planned list lies, on disk or on other servers: 24 bytes and the path or URL for each entry.
public struct ListedFiles: FilePlaces {
    /// More bytes of paths than there can be places for.
    struct TooLarge: Error {}

    private struct Record {
        var start: UInt32 = 0
        var length: UInt16 = 0
        /// The index of its root, or what kind of object it is.
        var root: UInt16 = 0
        /// What tells this content from an earlier or a later one.
        var validator: UInt64 = 0
        var checksum: UInt32 = 0
        var hasChecksum = false
        var validatorKind = ValidatorKind.none
    }

    private enum ValidatorKind: UInt8 {
        case none
        /// Of a file on disk, in nanoseconds.
        case fileTime
        /// Of an object, in seconds, as the list has it.
        case modified
        /// The hash of a strong entity tag.
        case tag
        /// Of an object, in seconds, as its server has told it.
        case lastModified
    }

    /// In place of the index of a root.
    private static let (url, s3): (UInt16, UInt16) = (.max, .max - 1)

    private let roots: [Root]
    private var records: [Record] = []
    private var names: [UInt8] = []

    init(roots: [Root]) { self.roots = roots }

    /// Whether the list gives the CRC-32 of any file.
    public private(set) var hasChecksums = false
    /// Whether content of any entry lies on another server.
    public private(set) var hasObjects = false
    /// Whether equal lists give equal archives: for each object something is known that tells its versions apart.
    public private(set) var isRepeatable = true

    /// Adds an entry without a file.
    mutating func appendNothing() { records.append(Record()) }

    /// Where an entry's content lay when it was planned.
    enum Place {
        case file(path: [UInt8], root: Int, modified: FileTime)
        /// - tag: That the list gives, or the server.
        /// - lastModified: What the server has told of it, in seconds since 1970.
        /// - modified: What the list says.
        case object(ObjectLocation, tag: TagHash?, lastModified: Int64?, modified: Int64?)
    }

    /// Adds an entry with content.
    ///
    /// - Parameter checksum: The CRC-32 that the list gives.
    mutating func append(_ place: Place, checksum: UInt32?) throws(TooLarge) {
        var record = Record()
        record.checksum = checksum ?? 0
        record.hasChecksum = checksum != nil
        if record.hasChecksum { hasChecksums = true }
        switch place {
        case .file(let path, let root, let modified):
            guard root < Int(Self.s3) else { throw TooLarge() }
            record.root = UInt16(root)
            let nanoseconds = modified.seconds &* 1_000_000_000 &+ Int64(modified.nanoseconds)
            record.validator = UInt64(bitPattern: nanoseconds)
            record.validatorKind = .fileTime
            try name(path, &record)
        case .object(let location, let tag, let lastModified, let modified):
            hasObjects = true
            if let tag {
                (record.validator, record.validatorKind) = (tag.value, .tag)
            } else if let lastModified {
                (record.validator, record.validatorKind) = (
                    UInt64(bitPattern: lastModified), .lastModified
                )
            } else if let modified {
                (record.validator, record.validatorKind) = (UInt64(bitPattern: modified), .modified)
            } else if checksum == nil {
                isRepeatable = false
            }
            switch location {
            case .url(let url):
                record.root = Self.url
                try name(url.bytes, &record)
            case .s3(let bucket, let key):
                record.root = Self.s3
                try name(bucket + [UInt8(ascii: "/")] + key, &record)
            }
        }
        records.append(record)
    }

    private mutating func name(_ bytes: [UInt8], _ record: inout Record) throws(TooLarge) {
        guard let start = UInt32(exactly: names.count), let length = UInt16(exactly: bytes.count) else {
            throw TooLarge()
        }
        (record.start, record.length) = (start, length)
        names += bytes
    }

    /// Makes room for an entry without a file in front of all others.
    mutating func insertNothing() { records.insert(Record(), at: 0) }

    public func place(of index: Int, in plan: Plan, cursor: inout PathCursor) -> FilePlace {
        let record = records[index]
        return FilePlace(root: roots[Int(record.root)], path: Array(name(record)))
    }

    /// The object that has an entry's content; nil for an entry without one.
    ///
    /// - Parameter plan: Has its size.
    func object(of index: Int, in plan: Plan) -> RemoteObject? {
        let record = records[index]
        guard let location = location(record) else { return nil }
        let tag = record.validatorKind == .tag ? TagHash(value: record.validator) : nil
        let entry = plan.entries[index]
        return RemoteObject(
            location: location, size: entry.hasUnknownSize ? nil : entry.size, tag: tag,
            lastModified: record.validatorKind == .lastModified ? Int64(bitPattern: record.validator) : nil)
    }

    /// The CRC-32 that the list gives for an entry.
    public func checksum(of index: Int) -> UInt32? {
        records[index].hasChecksum ? records[index].checksum : nil
    }

    private func name(_ record: Record) -> ArraySlice<UInt8> {
        names[Int(record.start)..<Int(record.start) + Int(record.length)]
    }

    private func location(_ record: Record) -> ObjectLocation? {
        // What was a place once is one again.
        switch record.root {
        case Self.url: (try? RemoteURL(Array(name(record)))).map { .url($0) }
        case Self.s3: try? ObjectLocation(s3: Array(name(record)))
        default: nil
        }
    }

    /// Hands out, in portions, what tells this content from other: where it lies, and of which version it is. With the
    /// plan's fingerprint, equal bytes mean equal archives. Queries of URLs do not count: a signature differs each time.
    public func fingerprint(_ take: ([UInt8]) -> Void) {
        let portion = 64 * 1024
        var buffer: [UInt8] = []
        buffer.reserveCapacity(portion + 16 * 1024)
        for record in records {
            let object = location(record)
            // The strongest of what is known of an object.
            let isSummed = object != nil && record.hasChecksum
            let name = object.map { $0.identity[...] } ?? name(record)
            buffer.append(addingCapacity: 13) {
                $0.append(littleEndian: record.root)
                $0.append(littleEndian: UInt16(name.count))
                $0.append(isSummed ? UInt8.max : record.validatorKind.rawValue)
                $0.append(littleEndian: isSummed ? UInt64(record.checksum) : record.validator)
            }
            buffer += name
            if buffer.count >= portion {
                take(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        take(buffer)
    }
}
