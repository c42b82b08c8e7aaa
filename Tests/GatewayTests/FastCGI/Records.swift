/// Records as they come over the wire (FastCGI §3.3), read by code of its own.
struct Record: Equatable {
    let version: UInt8
    let type: UInt8
    let request: UInt16
    let padding: UInt8
    let content: [UInt8]

    /// The records that `bytes` consist of; the last is cut off if they end within it.
    static func all(in bytes: [UInt8]) -> [Record] {
        var records: [Record] = []
        var rest = bytes[...]
        while rest.count >= 8 {
            let header = Array(rest.prefix(8))
            let length = Int(header[4]) << 8 | Int(header[5])
            records.append(
                Record(
                    version: header[0], type: header[1], request: UInt16(header[2]) << 8 | UInt16(header[3]),
                    padding: header[6], content: Array(rest.dropFirst(8).prefix(length))))
            rest = rest.dropFirst(8 + length + Int(header[6]))
        }
        return records
    }

    static let standardOutput: UInt8 = 6
}
