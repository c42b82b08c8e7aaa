/// Names that every system can hold.
extension PlanBuilder {
    /// Gives each entry a name in the archive that Windows, macOS, FAT and exFAT can hold beside its siblings, and adds
    /// `RENAMED.txt` behind all entries if any of these names is not the entry's own. It lies in the top folder, if
    /// there is one around everything.
    ///
    /// Nothing may be added later, and no entry may move.
    ///
    /// - Returns: whether the entry was added.
    public mutating func makeNamesPortable() throws(TooLarge) -> Bool {
        plan.archiveNames = PortableNames.replacements(for: plan)
        guard !plan.archiveNames.isEmpty else { return false }
        let hasTop =
            plan.entries[0].kind == .directory && !plan.entries.dropFirst().contains { $0.parent == nil }
        let top = hasTop ? plan.entries[0] : nil
        let attributes = EntryAttributes(
            kind: .file, modifiedSeconds: top?.modifiedSeconds ?? plan.newest,
            modifiedNanoseconds: top?.modifiedNanoseconds ?? 0, permissions: 0o644)
        let parent = hasTop ? 0 : nil
        _ = try append(
            name: RenamedReport.name(in: parent, of: plan).span, attributes, parent: parent,
            content: RenamedReport.text(plan))
        return true
    }
}
