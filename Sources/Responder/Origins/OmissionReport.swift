internal import Archive
internal import ByteIO
internal import FileTree
internal import Plan

/// What is told, at the end of an archive, of the files that vanished while it was sent, together with those that its plan
/// leaves out.
struct OmissionReport {
    let plan: Plan
    /// The first that the plan leaves out, and how many there are in all.
    let missing: [TreePlan.Missing]
    let missingCount: Int
    /// Whether one folder holds all that was asked for.
    let hasTop: Bool

    /// Takes what is left out of the plan's archive.
    ///
    /// - Parameter onOmission: Called each time that something is, before anything else is written.
    func omissions(onOmission: @escaping () -> Void) -> Omissions {
        let planned = plannedReport
        return Omissions(replacing: planned, onOmission: onOmission) { omissions in
            let all = missing + omissions.prefix(MissingReport.limit).map(missing)
            return Omissions.Report(
                path: planned.map(path) ?? newPath,
                content: MissingReport.text(
                    Array(all.prefix(MissingReport.limit)), of: missingCount + omissions.count),
                modifiedSeconds: plan.entries[0].modifiedSeconds)
        }
    }

    /// The plan's own report, which only the one of renamed entries may follow.
    private var plannedReport: Int? {
        guard !missing.isEmpty else { return nil }
        return plan.entries.count - (plan.archiveNames.isEmpty ? 1 : 2)
    }

    /// An entry that is left out, as a report has it: its path is that below the top folder.
    func missing(_ omission: Omissions.Omission) -> TreePlan.Missing {
        let path = path(of: omission.entry)
        let name = hasTop ? Array(path.drop { $0 != UInt8(ascii: "/") }.dropFirst()) : path
        return TreePlan.Missing(path: name, reason: omission.reason.missingText)
    }

    /// The path of an entry in the archive.
    private func path(of entry: Int) -> [UInt8] {
        var cursor = plan.archiveCursor
        cursor.move(to: entry)
        return cursor.path
    }

    /// The path of a report that the plan does not have. No sibling has its name, in upper or lower case.
    private var newPath: [UInt8] {
        let parent = hasTop ? 0 : nil
        let siblings = plan.entries.indices.filter { plan.entries[$0].parent == parent }
        let taken = Set(siblings.map { FoldedName.of(plan.archiveName(of: $0)) })
        let name = MissingReport.name { taken.contains(FoldedName.of($0)) }
        return (hasTop ? path(of: 0) : []) + name
    }
}

extension SourceError {
    /// In a few words, for a report of what is missing.
    fileprivate var missingText: String {
        switch self {
        case .vanished: "it vanished while the archive was made"
        case .endedEarly: "it became shorter while the archive was made"
        case .notRegular: "something else took its place while the archive was made"
        case .changed, .otherChecksum, .unavailable, .abandoned, .failed: explanation
        }
    }
}
