/// Content on another server, as it was when it was planned.
public struct RemoteObject: Sendable {
    public let location: ObjectLocation
    /// In bytes; nil if only fetching it tells.
    public let size: UInt64?
    /// Of the strong entity tag that the list or the server gave.
    public let tag: TagHash?
    /// `Last-Modified`, in seconds since 1970, as the server has told it before.
    public let lastModified: Int64?

    public init(
        location: ObjectLocation, size: UInt64?, tag: TagHash? = nil, lastModified: Int64? = nil
    ) {
        self.location = location
        self.size = size
        self.tag = tag
        self.lastModified = lastModified
    }
}

/// Stands for a strong entity tag in 8 bytes: a list has a million of them. FNV-1a, the same in every process.
public struct TagHash: Hashable, Sendable {
    public let value: UInt64

    public init(value: UInt64) { self.value = value }

    /// - Parameter tag: What stands between the quotes.
    public init(_ tag: some Sequence<UInt8>) {
        value = tag.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
