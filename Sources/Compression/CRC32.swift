internal import CISAL
internal import CZlib

/// The CRC-32 of zip and gzip (RFC 1952 §8), over bytes as they pass.
public struct CRC32: Equatable, Sendable {
    /// The checksum of all bytes so far.
    public private(set) var value: UInt32

    /// - Parameter value: The checksum of the bytes before the first that will be added.
    public init(_ value: UInt32 = 0) { self.value = value }

    public init(of bytes: Span<UInt8>) {
        value = 0
        update(bytes)
    }

    public init(of bytes: [UInt8]) { self.init(of: bytes.span) }

    public mutating func update(_ bytes: Span<UInt8>) {
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return value }
            return unsafe penstock_crc32(value, start, buffer.count)
        }
    }

    /// Adds the checksum of the next `count` bytes, which are not looked at again.
    public mutating func append(_ next: CRC32, count: UInt64) {
        value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(next.value), Int(clamping: count)))
    }
}
