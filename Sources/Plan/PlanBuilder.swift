internal import ByteIO

/// Collects the entries of a ``Plan``, each directory before what it holds.
public struct PlanBuilder: ~Copyable {
    /// The table can take no more: names together are over 4 GiB, or the contents over ``largestContent``.
    public struct TooLarge: Error {}

    /// Bytes of content in all. Below it no sum of sizes and headers can overflow, so none is checked.
    public static let largestContent: UInt64 = 1 << 62

    var plan = Plan()

    public init() {}

    public var count: Int { plan.entries.count }
    /// The content of all regular files so far, in bytes.
    public var contentSize: UInt64 { plan.contentSize }

    /// Makes room for `count` more entries, so that a huge directory does not double the table's memory.
    public mutating func reserve(_ count: Int) {
        let needed = plan.entries.count + count
        // Small steps are left to the array's own doubling: exact ones would copy the table for each
        // directory.
        if count > plan.entries.count / 2 { plan.entries.reserveCapacity(needed) }
    }

    /// Adds an entry and gives its index.
    ///
    /// - Parameter parent: The index of the directory that holds it; nil for the top level.
    /// - Precondition: `name` has 1 to 255 bytes, no slash and no NUL, and is neither `.` nor `..`: hostile names are
    ///   refused before they come here.
    public mutating func append(
        name: Span<UInt8>, _ attributes: EntryAttributes, parent: Int?
    ) throws(TooLarge) -> Int {
        try append(name: name, attributes, parent: parent, inline: nil)
    }

    /// Adds an entry whose content is at hand, and gives its index.
    public mutating func append(
        name: Span<UInt8>, _ attributes: EntryAttributes, parent: Int?, content: [UInt8]
    ) throws(TooLarge) -> Int {
        var attributes = attributes
        attributes.size = UInt64(content.count)
        return try append(name: name, attributes, parent: parent, inline: content)
    }

    private mutating func append(
        name: Span<UInt8>, _ attributes: EntryAttributes, parent: Int?, inline: [UInt8]?
    ) throws(TooLarge) -> Int {
        let index = plan.entries.count
        guard let nameStart = UInt32(exactly: plan.arena.count), index < UInt32.max else { throw TooLarge() }
        guard let nameLength = UInt8(exactly: name.count), Self.isName(name) else {
            preconditionFailure("a name that no entry can have, of \(name.count) bytes")
        }
        if let parent {
            precondition(plan.entries[parent].kind == .directory, "an entry in what is no directory")
        }
        if attributes.kind == .file {
            let (sum, overflow) = plan.contentSize.addingReportingOverflow(attributes.size)
            guard !overflow, sum <= Self.largestContent else { throw TooLarge() }
            plan.contentSize = sum
        }
        if attributes.hasUnknownSize { plan.hasUnknownSizes = true }
        plan.arena.append(copying: name)
        if let inline { plan.arena += inline }
        plan.newest = max(plan.newest, attributes.modifiedSeconds)
        plan.entries.append(
            Entry(
                attributes, isInline: inline != nil, nameStart: nameStart, nameLength: nameLength,
                parent: parent.map { UInt32($0) }))
        return index
    }

    /// Whether an extractor that puts `name` behind the path of a directory gets a path in that directory.
    private static func isName(_ name: Span<UInt8>) -> Bool {
        var dotCount = 0
        for index in name.indices {
            switch name[index] {
            case UInt8(ascii: "/"), 0: return false
            case UInt8(ascii: "."): dotCount += 1
            default: break
            }
        }
        return dotCount < name.count || name.count > 2
    }

    /// Whether there is an entry of that name in the directory with index `parent`, or at the top level. Looks at all
    /// entries.
    public func hasEntry(named name: [UInt8], in parent: Int?) -> Bool {
        plan.entries.contains { $0.parent == parent && plan.arena[$0.nameRange].elementsEqual(name) }
    }

    /// The kind of an entry that was added.
    public func kind(of index: Int) -> Entry.Kind { plan.entries[index].kind }

    /// Whether an entry has that name, and is in that directory or at the top level.
    public func isEntry(_ index: Int, named name: Span<UInt8>, in parent: Int?) -> Bool {
        let entry = plan.entries[index]
        guard entry.parent == parent, entry.nameRange.count == name.count else { return false }
        let start = entry.nameRange.lowerBound
        for place in name.indices where plan.arena[start + place] != name[place] { return false }
        return true
    }

    /// The plan, complete.
    ///
    /// - Precondition: there is at least one entry.
    public consuming func finish() -> Plan {
        precondition(count > 0, "an archive of nothing")
        return plan
    }
}

/// What is known of a file when it is put into a ``Plan``.
public struct EntryAttributes: Sendable {
    public var kind: Entry.Kind
    /// In bytes; 0 if ``hasUnknownSize``.
    public var size: UInt64
    /// Whether only reading the content tells how many bytes there are.
    public var hasUnknownSize = false
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
