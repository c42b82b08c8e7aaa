/// What only making an archive tells of it, unit by unit from its beginning.
///
/// A unit is a block where content is compressed, and an entry where it is stored. With all units known, the
/// length of the archive is, and any part of it can be made without what lies before.
public struct ArchiveIndex: Equatable, Sendable {
    public struct Unit: Equatable, Sendable {
        /// Bytes of the archive that a block became, with the framing of stored blocks; 0 for an entry.
        public var length: UInt32
        /// The CRC-32 of the block's input or the entry's content.
        public var checksum: UInt32

        public init(length: UInt32, checksum: UInt32) {
            self.length = length
            self.checksum = checksum
        }
    }

    public var units: [Unit] = []

    public init() {}
}
