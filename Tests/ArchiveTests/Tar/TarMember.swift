/// One member of a tar, read by a reader that shares no code with the writer.
struct TarMember: Equatable {
    var path: [UInt8] = []
    var linkTarget: [UInt8] = []
    var type: UInt8 = 0
    var mode: UInt64 = 0
    var size: UInt64 = 0
    var modified: Int64 = 0
    /// The records of the pax header in front of it, in order.
    var records: [String] = []
    /// The types of GNU's members in front of it, in order.
    var longMembers: [UInt8] = []
    /// The name of that pax header.
    var extendedName: [UInt8] = []
    var content: [UInt8] = []

    struct Malformed: Error {
        let what: String
    }

    /// The members up to the two blocks of zeros, which must be the end.
    static func all(in tar: [UInt8]) throws -> [TarMember] {
        var members: [TarMember] = []
        var offset = 0
        while tar[offset] != 0 { members.append(try next(in: tar, &offset)) }
        guard offset + 1024 == tar.count, tar[offset...].allSatisfy({ $0 == 0 }) else {
            throw Malformed(what: "no end at \(offset) of \(tar.count)")
        }
        return members
    }

    /// Reads the member at `offset` and those in front of it that belong to it. The offset is moved behind all.
    static func next(in tar: [UInt8], _ offset: inout Int) throws -> TarMember {
        var member = TarMember()
        try member.readBlock(tar, &offset)
        let front = member
        switch front.type {
        case UInt8(ascii: "x"):
            member = try next(in: tar, &offset)
            member.extendedName = front.path
            try member.take(records: front.content[...])
        case UInt8(ascii: "L"), UInt8(ascii: "K"):
            guard front.path == Array("././@LongLink".utf8), front.content.last == 0 else {
                throw Malformed(what: "long name")
            }
            member = try next(in: tar, &offset)
            member.longMembers.insert(front.type, at: 0)
            if front.type == UInt8(ascii: "L") {
                member.path = front.content.dropLast()
            } else {
                member.linkTarget = front.content.dropLast()
            }
        default: break
        }
        return member
    }

    private mutating func take(records bytes: ArraySlice<UInt8>) throws {
        var bytes = bytes
        while let space = bytes.firstIndex(of: UInt8(ascii: " ")) {
            guard let length = Int(String(decoding: bytes[..<space], as: UTF8.self)),
                1...bytes.count ~= length, bytes[bytes.startIndex + length - 1] == 0x0A
            else { throw Malformed(what: "record") }
            take(bytes[(space + 1)..<(bytes.startIndex + length - 1)])
            bytes = bytes.dropFirst(length)
        }
        guard bytes.isEmpty else { throw Malformed(what: "end of records") }
    }

    private mutating func take(_ record: ArraySlice<UInt8>) {
        records.append(String(decoding: record, as: UTF8.self))
        let equals = record.firstIndex(of: UInt8(ascii: "=")) ?? record.endIndex
        let value = Array(record[equals...].dropFirst())
        switch String(decoding: record[..<equals], as: UTF8.self) {
        case "path": path = value
        case "linkpath": linkTarget = value
        case "mtime": modified = Int64(String(decoding: value, as: UTF8.self)) ?? .max
        default: break
        }
    }

    private mutating func readBlock(_ tar: [UInt8], _ offset: inout Int) throws {
        let block = Array(tar[offset..<offset + 512])
        var sum = 8 * 32
        for (position, byte) in block.enumerated() where !(148..<156).contains(position) { sum += Int(byte) }
        guard Self.octal(block[148..<156]) == UInt64(sum) else { throw Malformed(what: "checksum") }
        guard Array(block[257..<265]) == Array("ustar\u{0}00".utf8) else { throw Malformed(what: "magic") }
        let owner = Self.octal(block[108..<116]) + Self.octal(block[116..<124])
        guard owner == 0, (block[265..<329] + block[500...]).allSatisfy({ $0 == 0 }) else {
            throw Malformed(what: "owner")
        }
        let prefix = Self.text(block[345..<500])
        path = prefix.isEmpty ? Self.text(block[..<100]) : prefix + [0x2F] + Self.text(block[..<100])
        linkTarget = Self.text(block[157..<257])
        type = block[156]
        mode = Self.octal(block[100..<108])
        size = Self.number(block[124..<136])
        modified = Int64(Self.octal(block[136..<148]))
        offset += 512
        // A member that is too large for memory is looked at for its header alone.
        guard size <= UInt64(tar.count - offset) else { return }
        content = Array(tar[offset..<offset + Int(size)])
        let padded = (Int(size) + 511) / 512 * 512
        guard tar[(offset + Int(size))..<(offset + padded)].allSatisfy({ $0 == 0 }) else {
            throw Malformed(what: "padding")
        }
        offset += padded
    }

    /// A number in octal digits or in GNU's base 256.
    private static func number(_ field: ArraySlice<UInt8>) -> UInt64 {
        guard field.first == 0x80 else { return octal(field) }
        return field.dropFirst().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

    private static func octal(_ field: ArraySlice<UInt8>) -> UInt64 {
        field.prefix { $0 != 0 && $0 != 0x20 }.reduce(0) { $0 << 3 | UInt64($1 - 0x30) }
    }
}
