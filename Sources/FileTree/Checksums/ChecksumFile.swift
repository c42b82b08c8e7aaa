internal import ByteIO
internal import SystemCalls

/// The checksums in the cache directory: a file that is only ever added to, one record at a time.
///
/// A record is one write at the end, so that a process that dies leaves whole records behind, and several
/// processes can share the file.
struct ChecksumFile: ~Copyable {
    /// What stands before the first record, as long as one.
    private static let header = Array("penstock checksums 1\n".utf8) + [UInt8](repeating: 0, count: 43)
    private static let portion = 1024 * ChecksumRecord.size

    /// What was found when the file was opened.
    enum Condition: Equatable {
        case good
        /// The last write was cut off; what stands before it is good.
        case cut
        /// It is no such file, or bytes of it have changed: nothing of it can be trusted.
        case damaged
    }

    private let descriptor: FileDescriptor
    /// Records in the file.
    private(set) var count = 0
    /// How the file was found.
    private(set) var condition = Condition.good

    /// Opens the file, and hands out its records; damaged, it begins anew.
    ///
    /// - Parameter take: Is given the records in the order they were added.
    static func open(
        _ path: String, _ take: (ChecksumRecord) -> Void
    ) throws(SystemCallError) -> ChecksumFile {
        var file = ChecksumFile(descriptor: try FilePaths.openLog(path))
        let records = try file.load()
        if file.condition == .damaged { try file.restart() } else { records.forEach(take) }
        return file
    }

    private init(descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

    /// Adds a record.
    mutating func append(_ record: ChecksumRecord) throws(SystemCallError) {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: ChecksumRecord.size) { record.encode(into: &$0) }
        try descriptor.write(bytes.span)
        count += 1
    }

    /// Forgets everything.
    mutating func restart() throws(SystemCallError) {
        try descriptor.truncate(to: 0)
        let header = Self.header
        try descriptor.write(header.span)
        count = 0
    }

    /// Reads all records, and finds out in what condition they are.
    private mutating func load() throws(SystemCallError) -> [ChecksumRecord] {
        var records: [ChecksumRecord] = []
        var bytes = try next()
        if bytes.isEmpty { try restart() } else if !isHeader(bytes) { condition = .damaged }
        bytes.removeFirst(min(bytes.count, ChecksumRecord.size))
        while condition != .damaged {
            let whole = bytes.count - bytes.count % ChecksumRecord.size
            for start in stride(from: 0, to: whole, by: ChecksumRecord.size) {
                let record = ChecksumRecord(bytes[start..<start + ChecksumRecord.size])
                if let record { records.append(record) } else { condition = .damaged }
            }
            bytes.removeFirst(whole)
            let more = try next()
            if more.isEmpty { break }
            bytes += more
        }
        count = records.count
        if condition == .good, !bytes.isEmpty {
            condition = .cut
            try descriptor.truncate(to: UInt64((1 + count) * ChecksumRecord.size))
        }
        return records
    }

    private func isHeader(_ bytes: [UInt8]) -> Bool {
        Array(bytes.prefix(ChecksumRecord.size)) == Self.header
    }

    private func next() throws(SystemCallError) -> [UInt8] {
        var bytes: [UInt8] = []
        try bytes.append(addingCapacity: Self.portion) { (output) throws(SystemCallError) in
            try descriptor.read(into: &output, atMost: Self.portion)
        }
        return bytes
    }
}
