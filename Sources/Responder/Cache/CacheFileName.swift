/// What a name in a directory of things that are kept under keys is.
enum CacheFileName: Equatable {
    case entry(CacheKey)
    /// An entry that is being written, or was when its writer died.
    case temporary
    /// Nothing of ours.
    case foreign

    private static let separator = UInt8(ascii: ".")

    init(_ name: ArraySlice<UInt8>) {
        guard let key = CacheKey(name.prefix(CacheKey.digitCount)) else {
            self = .foreign
            return
        }
        let rest = name.dropFirst(CacheKey.digitCount)
        if rest.isEmpty {
            self = .entry(key)
        } else if rest.first == Self.separator, rest.count == 17, CacheKey.number(rest.dropFirst()) != nil {
            self = .temporary
        } else {
            self = .foreign
        }
    }

    /// A name for writing the entry of `key` that no other writer has, whichever its process.
    static func temporary(for key: CacheKey) -> [UInt8] {
        key.bytes + [separator] + CacheKey.digits(.random(in: 0 ... .max))
    }
}
