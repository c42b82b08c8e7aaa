internal import Archive
internal import SystemCalls

extension IndexRecord {
    /// Reads the record in `file`, which has `size` bytes. Blocks.
    ///
    /// - Returns: nil if it is damaged or the record of another archive.
    static func read(
        from file: borrowing FileDescriptor, size: UInt64, of tag: ArchiveTag
    ) throws(SystemCallError) -> ArchiveIndex? {
        var bytes: [UInt8] = []
        try file.read(headerSize, appendingTo: &bytes)
        // Before memory is taken for the rest: a file can have any size without having the bytes.
        guard isRecord(bytes, size: size, of: tag), let size = Int(exactly: size) else { return nil }
        try file.read(size - bytes.count, appendingTo: &bytes)
        return decode(bytes, of: tag)
    }
}
