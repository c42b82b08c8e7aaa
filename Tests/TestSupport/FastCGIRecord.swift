/// Record types and framing (FastCGI §3.3, §8).
enum FastCGIRecord {
    static let headerSize = 8
    static let version: UInt8 = 1
    static let maximumContent = 65535

    enum Kind: UInt8 {
        case beginRequest = 1
        case abortRequest = 2
        case endRequest = 3
        case parameters = 4
        case standardInput = 5
        case standardOutput = 6
        case standardError = 7
    }

    /// One record, unpadded.
    static func encode(_ kind: Kind, request: UInt16, _ content: some Collection<UInt8>) -> [UInt8] {
        let length = UInt16(content.count)
        let header = [
            version, kind.rawValue, UInt8(request >> 8), UInt8(request & 0xFF),
            UInt8(length >> 8), UInt8(length & 0xFF), 0, 0,
        ]
        return header + content
    }

    /// A whole stream: as many records as it takes, and the empty one that ends it.
    static func encode(stream kind: Kind, request: UInt16, _ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = content[...]
        while !rest.isEmpty {
            result += encode(kind, request: request, rest.prefix(maximumContent))
            rest = rest.dropFirst(maximumContent)
        }
        return result + encode(kind, request: request, [])
    }

    /// A name-value pair (FastCGI §3.4).
    static func encode(name: [UInt8], value: [UInt8]) -> [UInt8] {
        encode(length: name.count) + encode(length: value.count) + name + value
    }

    private static func encode(length: Int) -> [UInt8] {
        if length < 128 { return [UInt8(length)] }
        let long = UInt32(length) | 0x8000_0000
        return [UInt8(long >> 24), UInt8(long >> 16 & 0xFF), UInt8(long >> 8 & 0xFF), UInt8(long & 0xFF)]
    }
}
