/// The records of a pax extended header (POSIX.1-2001, pax, "pax Extended Header").
struct PaxRecords: Equatable {
    private(set) var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    /// Adds `length keyword=value` and a newline, where the length counts itself.
    mutating func append(_ keyword: String, _ value: some Collection<UInt8>) {
        let rest = 1 + keyword.utf8.count + 1 + value.count + 1
        var length = rest
        while length != rest + String(length).utf8.count { length = rest + String(length).utf8.count }
        bytes += "\(length) \(keyword)=".utf8
        bytes += value
        bytes.append(UInt8(ascii: "\n"))
    }
}
