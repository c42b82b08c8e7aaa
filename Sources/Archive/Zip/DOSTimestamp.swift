internal import ByteIO

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
