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
    /// - Parameter onOmission: Called when the first is, before anything else is written.
    func omissions(onOmission: @escaping () -> Void) -> Omissions {
        let omissions = Omissions(
            replacing: plannedReport, listing: MissingReport.limit, onOmission: onOmission
        ) { omissions, count in
            let all = missing + omissions.map(missing)
            return Omissions.Report(
                parent: parent, name: plannedReport.map(plan.archiveName) ?? newName,
                content: MissingReport.text(
                    Array(all.prefix(MissingReport.limit)), of: missingCount + count),
                modifiedSeconds: plan.entries[0].modifiedSeconds)
        }
        return omissions
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

    /// The folder that the report is in.
    private var parent: Int? { hasTop ? 0 : nil }

    /// The name of a report that the plan does not have. No sibling has it, in upper or lower case.
    private var newName: [UInt8] {
        let siblings = plan.entries.indices.filter { plan.entries[$0].parent == parent }
        let taken = Set(siblings.map { FoldedName.of(plan.archiveName(of: $0)) })
        return MissingReport.name { taken.contains(FoldedName.of($0)) }
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
