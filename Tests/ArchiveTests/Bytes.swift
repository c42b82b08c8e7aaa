import ByteIO

extension [UInt8] {
    /// Bytes from hexadecimal digits; spaces count for nothing.
    init(hex text: String) {
        let digits = text.compactMap { UInt8(String($0), radix: 16) }
        precondition(digits.count.isMultiple(of: 2), "half a byte in \(text)")
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// What `encode` appends, which is to be exactly `size` bytes.
    static func encoded(_ size: Int, _ encode: (inout OutputSpan<UInt8>) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: size) { encode(&$0) }
        precondition(bytes.count == size, "\(bytes.count) bytes where \(size) were announced")
        return bytes
    }

    /// How often `pattern` occurs.
    func count(of pattern: [UInt8]) -> Int {
        guard count >= pattern.count else { return 0 }
        return (0...count - pattern.count).count { start in
            self[start] == pattern[0] && self[start..<start + pattern.count].elementsEqual(pattern)
        }
    }

    func littleEndian(at offset: Int, _ width: Int) -> UInt64 {
        self[offset..<offset + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
