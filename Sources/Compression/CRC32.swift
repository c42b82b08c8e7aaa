internal import CISAL

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

    public mutating func update(_ bytes: Span<UInt8>) {
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return value }
            return unsafe penstock_crc32(value, start, buffer.count)
        }
    }
}
