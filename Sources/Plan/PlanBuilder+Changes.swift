/// What is known of entries only when others have been added.
extension PlanBuilder {
    /// Gives an entry another time and other permissions. Nil leaves what it has.
    public mutating func change(_ index: Int, modifiedSeconds: Int64? = nil, permissions: UInt16? = nil) {
        plan.entries[index].change(modifiedSeconds: modifiedSeconds, permissions: permissions)
        if let modifiedSeconds { plan.newest = max(plan.newest, modifiedSeconds) }
    }

    /// When an entry was modified, in seconds since 1970.
    public func modifiedSeconds(of index: Int) -> Int64 { plan.entries[index].modifiedSeconds }

    /// The directory that holds an entry; nil at the top level.
    public func parent(of index: Int) -> Int? { plan.entries[index].parent }

    /// The newest time of all entries; `Int64.min` if there is none.
    public var newest: Int64 { plan.newest }

    /// Puts a directory around all entries, which moves each of them one place on.
    public mutating func enclose(in name: Span<UInt8>, _ attributes: EntryAttributes) throws(TooLarge) {
        let index = try append(name: name, attributes, parent: nil)
        let directory = plan.entries.remove(at: index)
        for index in plan.entries.indices { plan.entries[index].moveInto(top: 0) }
        plan.entries.insert(directory, at: 0)
    }
}
