/// Fixed-width binary fields. `@inlinable`: a header is a dozen of these calls from another module, and
/// without inlining each costs more than copying the whole header.
extension OutputSpan<UInt8> {
    @inlinable
    public mutating func append(littleEndian value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    @inlinable
    public mutating func append(littleEndian value: UInt32) {
        append(littleEndian: UInt16(truncatingIfNeeded: value))
        append(littleEndian: UInt16(truncatingIfNeeded: value >> 16))
    }

    @inlinable
    public mutating func append(littleEndian value: UInt64) {
        append(littleEndian: UInt32(truncatingIfNeeded: value))
        append(littleEndian: UInt32(truncatingIfNeeded: value >> 32))
    }

    /// Appends `value` in octal digits, with leading zeros to `width` (POSIX ustar numeric fields).
    ///
    /// - Precondition: `value` fits `width` digits.
    @inlinable
    public mutating func append(octal value: UInt64, width: Int) {
        precondition(width * 3 >= UInt64.bitWidth || value >> UInt64(width * 3) == 0, "octal field overflows")
        for digit in stride(from: width - 1, through: 0, by: -1) {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: (value >> UInt64(digit * 3)) & 7))
        }
    }

    /// Appends the bytes of `text`, which stands for itself in a specification.
    @inlinable
    public mutating func append(ascii text: StaticString) {
        for byte in text.description.utf8 { append(byte) }
    }
}
