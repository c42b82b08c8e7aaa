internal import ByteIO
internal import Compression

/// What follows the last entry of the plan.
extension ZipWriter {
    /// Writes the report of what is left out, if anything is.
    ///
    /// - Returns: what its headers say.
    func writeReport() throws(SinkError) -> (member: ZipMember, digest: EntryDigest)? {
        guard let report = omissions?.report else { return nil }
        let size = UInt64(report.content.count)
        let digest = EntryDigest(checksum: CRC32(of: report.content), size: size, encodedSize: size)
        let member = layout.member(report.entry, path: report.path(layout.cursor), digest: digest)
        try writeHeader(member, digest)
        try sink.write(report.content)
        return (member, digest)
    }

    /// - Parameter report: What is written behind all entries of the plan.
    func writeDirectory(_ report: (member: ZipMember, digest: EntryDigest)?) throws(ArchiveError) {
        var records = ZipRecords(layout, digests, without: omissions)
        var (count, size) = (UInt64(0), UInt64(0))
        func write(_ central: CentralDirectoryHeader) throws(ArchiveError) {
            header.removeAll(keepingCapacity: true)
            header.append(addingCapacity: central.encodedSize) { central.encode(into: &$0) }
            do { try sink.write(header) } catch { throw .sink(error) }
            count += 1
            size += UInt64(header.count)
        }
        while let record = records.next() {
            var central = record.header
            if let checksum = try skipped?.checksum(of: record.entry) { central.digest.checksum = checksum }
            try write(central)
        }
        var offset = records.offset
        if let report {
            try write(CentralDirectoryHeader(member: report.member, digest: report.digest, offset: offset))
            offset += layout.recordLength(report.member, report.digest)
        }
        let end = EndOfCentralDirectory(entryCount: count, offset: offset, size: size)
        header.removeAll(keepingCapacity: true)
        header.append(addingCapacity: end.encodedSize) { end.encode(into: &$0) }
        do { try sink.write(header) } catch { throw .sink(error) }
    }
}
