internal import ByteIO

/// What both of an entry's headers say of it: all but sizes, checksum and place.
struct ZipMember {
    /// With a trailing slash for a directory.
    let path: [UInt8]
    let method: CompressionMethod
    /// Whether checksum and sizes are in a data descriptor behind the data.
    let isStreamed: Bool
    /// Whether the sizes in the local header and the descriptor are of 8 bytes.
    let hasZip64Sizes: Bool
    let modified: Int64
    /// st_mode: the type and the permissions.
    let mode: UInt16

    /// The largest number that stands for itself in a field of 4 bytes; the next one means "see the zip64
    /// field".
    static let largest32 = UInt64(UInt32.max) - 1

    /// APPNOTE 4.4.4: bit 3, sizes in a descriptor; bit 11, the name is UTF-8. ASCII names need no bit: it
    /// makes no difference to them, and some old readers balk at it.
    var flags: UInt16 {
        let isText = path.contains { $0 >= 0x80 }
        return (isStreamed ? 1 << 3 : 0) | (isText ? 1 << 11 : 0)
    }

    /// APPNOTE 4.4.3, in tenths. A directory would be 2.0 by the letter: the Archive Utility of macOS takes a stored entry
    /// of more than 1.0 for one that it cannot read, and Info-ZIP writes 1.0.
    func versionNeeded(zip64: Bool) -> UInt16 {
        if zip64 { return 45 }
        return method == .deflated ? 20 : 10
    }

    /// Info-ZIP's extended timestamp extra field, with the modification time only; nothing if that does not
    /// fit, or is before 1970: Java's jar stops at such a time.
    var timestampSize: Int { timestamp == nil ? 0 : 9 }

    private var timestamp: UInt32? { modified <= Int32.max ? UInt32(exactly: modified) : nil }

    func encodeTimestamp(into output: inout OutputSpan<UInt8>) {
        guard let timestamp else { return }
        output.append(littleEndian: UInt16(0x5455))
        output.append(littleEndian: UInt16(5))
        output.append(1)
        output.append(littleEndian: timestamp)
    }

    /// Version needed to modification date: the fields that both headers share (APPNOTE 4.3.7, 4.3.12).
    func encodeCommonFields(zip64: Bool, into output: inout OutputSpan<UInt8>) {
        let timestamp = DOSTimestamp(secondsSinceEpoch: modified)
        output.append(littleEndian: versionNeeded(zip64: zip64))
        output.append(littleEndian: flags)
        output.append(littleEndian: method.rawValue)
        output.append(littleEndian: timestamp.time)
        output.append(littleEndian: timestamp.date)
    }
}

/// How an entry's data is encoded (APPNOTE 4.4.5). An open set, of which penstock writes two.
struct CompressionMethod: RawRepresentable, Equatable {
    let rawValue: UInt16

    static let stored = CompressionMethod(rawValue: 0)
    static let deflated = CompressionMethod(rawValue: 8)
}

/// A modification time as zip has it (APPNOTE 4.4.6): two seconds' precision, no zone; here UTC.
struct DOSTimestamp: Equatable {
    let date: UInt16
    let time: UInt16

    /// Times before 1980 become its first moment, times after 2107 its last.
    init(secondsSinceEpoch: Int64) {
        let civil = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
        switch civil.year {
        case ..<1980: (date, time) = (1 << 5 | 1, 0)
        case 1980...2107:
            date = UInt16(civil.year - 1980) << 9 | UInt16(civil.month) << 5 | UInt16(civil.day)
            time = UInt16(civil.hour) << 11 | UInt16(civil.minute) << 5 | UInt16(civil.second / 2)
        default: (date, time) = (127 << 9 | 12 << 5 | 31, 23 << 11 | 59 << 5 | 29)
        }
    }
}
