internal import ByteIO

/// A line of the text that nginx's mod_zip reads: `CRC-32 SIZE LOCATION NAME`.
///
/// Any number of spaces stands between the fields. The name goes on to the end of the line and may have spaces.
struct ModZipLine {
    private var rest: ArraySlice<UInt8>

    /// - Parameter text: Neither empty nor longer than ``ListLimits/line``, without the line break.
    static func entry(_ text: ArraySlice<UInt8>) throws(ListFault) -> ListEntry {
        var line = ModZipLine(rest: text)
        let checksum = try line.checksum()
        let size = try line.size()
        let location = line.word()
        let name = try line.name()
        // What mod_zip calls a directory has neither content nor checksum, whatever the line says.
        if location.elementsEqual("@directory".utf8) {
            var entry = ListEntry(name: name, source: .directory)
            entry.removeTrailingSlashes()
            return entry
        }
        guard name.last != UInt8(ascii: "/") else {
            throw .malformed(field: "name", reason: "a directory, since it ends in /, but with a location")
        }
        let source = try source(at: location)
        return ListEntry(name: name, source: source, size: size, checksum: checksum)
    }

    /// Eight digits or fewer; nil for `-`.
    private mutating func checksum() throws(ListFault) -> UInt32? {
        let digits = word()
        if digits.elementsEqual("-".utf8) { return nil }
        guard let checksum = FieldText.checksum(digits) else {
            throw .malformed(field: "crc32", reason: "neither hexadecimal digits nor -")
        }
        return checksum
    }

    /// In bytes; nil for `-`, which mod_zip itself does not know.
    private mutating func size() throws(ListFault) -> UInt64? {
        let digits = word()
        if digits.elementsEqual("-".utf8) { return nil }
        guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let size = UInt64(String(decoding: digits, as: UTF8.self)),
            size <= ListLimits.size
        else { throw .malformed(field: "size", reason: "no number up to 2^62") }
        return size
    }

    /// Takes what stands before the next space, and all spaces behind.
    private mutating func word() -> ArraySlice<UInt8> {
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        rest = rest[word.endIndex...].drop { $0 == UInt8(ascii: " ") }
        return word
    }

    /// The rest of the line.
    private func name() throws(ListFault) -> [UInt8] {
        let name = Array(rest)
        do throws(ListFault) {
            guard !name.isEmpty else { throw .malformed("missing") }
            guard !name.contains(where: { $0 == 0 || $0 == UInt8(ascii: "\r") }) else {
                throw .malformed("NUL or a carriage return")
            }
            try checkEncoding(name)
        } catch { throw error.blaming("name") }
        return name
    }

    /// A URL as it is sent; or a path, decoded once and without arguments, beside what it is made of.
    private static func source(at location: ArraySlice<UInt8>) throws(ListFault) -> ListEntry.Source {
        if location.starts(with: "http://".utf8) || location.starts(with: "https://".utf8) {
            return .url(Array(location))
        }
        do throws(ListFault) {
            let encoded = location.prefix { $0 != UInt8(ascii: "?") }
            guard let path = encoded.percentDecoded else {
                throw .malformed("a % without two hexadecimal digits")
            }
            guard !path.isEmpty else { throw .malformed("missing") }
            guard !path.contains(0) else { throw .malformed("NUL") }
            return .location(path: path, written: path[...] == location ? path : Array(location))
        } catch { throw error.blaming("location") }
    }
}
