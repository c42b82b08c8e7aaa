/// What is known of a file when it is put into a ``Plan``.
public struct EntryAttributes: Sendable {
    public var kind: Entry.Kind
    public var size: UInt64
    public var modifiedSeconds: Int64
    public var modifiedNanoseconds: UInt32
    /// Mode bits; set-id and sticky bits are dropped.
    public var permissions: UInt16

    public init(
        kind: Entry.Kind, size: UInt64 = 0, modifiedSeconds: Int64, modifiedNanoseconds: UInt32 = 0,
        permissions: UInt16
    ) {
        self.kind = kind
        self.size = kind == .directory ? 0 : size
        self.modifiedSeconds = modifiedSeconds
        self.modifiedNanoseconds = modifiedNanoseconds
        self.permissions = permissions
    }
}
