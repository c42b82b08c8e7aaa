internal import ByteIO
internal import Compression
internal import Plan

/// Gives a writer the checksums of content that its part leaves out. While a checksum is not ready, the client gets one
/// byte every 2 s.
struct SkippedChecksums {
    /// Some front servers wait for no more than half a minute.
    private static let interval: Duration = .seconds(2)

    let job: ChecksumJob
    let sink: PatientSink

    /// The checksum of a whole entry; nil if it is not left out. Blocks.
    func checksum(of entry: Int) throws(ArchiveError) -> CRC32? {
        guard job.entries.contains(entry) else { return nil }
        while true {
            if let checksum = try job.checksum(of: entry, atMost: Self.interval) { return checksum }
            do { try sink.giveOne() } catch { throw .sink(error) }
        }
    }

    /// The checksum of an entry, from that of its last `count` bytes and of those before; nil if those are not
    /// left out. Blocks.
    func checksum(of entry: Int, endingWith part: CRC32, count: UInt64) throws(ArchiveError) -> CRC32? {
        guard job.prefix?.entry == entry else { return nil }
        while true {
            if var checksum = try job.prefixChecksum(atMost: Self.interval) {
                checksum.append(part, count: count)
                return checksum
            }
            do { try sink.giveOne() } catch { throw .sink(error) }
        }
    }
}
