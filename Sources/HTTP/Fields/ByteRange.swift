/// One range of bytes that a client asks for (RFC 9110 §14.1.2).
public enum ByteRange: Equatable, Sendable {
    /// From a position through another, or to the end.
    case from(UInt64, through: UInt64?)
    /// So many bytes at the end.
    case suffix(UInt64)

    /// The value of a Range header (§14.2) that is one range of the unit `bytes`.
    ///
    /// A number above 2^64 - 1 is taken for that. Empty elements of the list do not count (§5.6.1.2), so
    /// `bytes=,0-4` is one range. Several Range headers, which a front server joins, are bad syntax.
    ///
    /// - Returns: nil for several ranges, another unit, bad syntax, and a last position before the first: all
    ///   is answered as if there were no such header, which §14.2 allows.
    public init?(header: String) { self.init(header: Array(header.utf8)) }

    init?(header: some Collection<UInt8>) {
        var reader = FieldReader(header)
        let unit = reader.take { $0 != UInt8(ascii: "=") }
        guard String(decoding: unit, as: UTF8.self).lowercased() == "bytes", reader.take("=") else {
            return nil
        }
        // Strictly there may be white space only after a comma; nginx and others do not mind.
        reader.skipCommasAndSpace()
        let first = reader.number()
        guard reader.take("-") else { return nil }
        let last = reader.number()
        reader.skipCommasAndSpace()
        guard reader.isAtEnd else { return nil }
        switch (first, last) {
        case (nil, nil): return nil
        case (nil, let length?): self = .suffix(length)
        case (let first?, let last):
            guard last.map({ $0 >= first }) ?? true else { return nil }
            self = .from(first, through: last)
        }
    }

    /// Whether this can be told to begin with the first byte without knowing the length.
    public var beginsWithFirstByte: Bool {
        if case .from(0, _) = self { true } else { false }
    }

    /// The bytes of a representation of that length; what is beyond its end is left out.
    ///
    /// - Returns: nil if the range is unsatisfiable (§14.1.2), or the representation empty: Content-Range has
    ///   no way to say no bytes.
    public func resolve(length: UInt64) -> Range<UInt64>? {
        guard length > 0 else { return nil }
        switch self {
        case .from(let first, let last):
            guard first < length else { return nil }
            return first..<min(last ?? length - 1, length - 1) + 1
        case .suffix(let count):
            return count == 0 ? nil : length - min(count, length)..<length
        }
    }
}
