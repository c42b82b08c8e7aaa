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

    /// Takes what is left out of the plan's archive.
    var omissions: Omissions {
        let planned = missing.isEmpty ? nil : plan.entries.indices.last
        return Omissions(replacing: planned) { omissions in
            let all = missing + omissions.prefix(MissingReport.limit).map(missing)
            return Omissions.Report(
                path: planned.map(path) ?? newPath,
                content: MissingReport.text(
                    Array(all.prefix(MissingReport.limit)), of: missingCount + omissions.count),
                modifiedSeconds: plan.entries[0].modifiedSeconds)
        }
    }

    /// An entry that is left out, as a report has it: its path is that below the top folder.
    func missing(_ omission: Omissions.Omission) -> TreePlan.Missing {
        let path = Array(path(of: omission.entry).dropFirst(topPath.count))
        return TreePlan.Missing(path: path, reason: omission.reason.missingText)
    }

    private func path(of entry: Int) -> [UInt8] {
        var cursor = PathCursor(over: plan)
        cursor.move(to: entry)
        return cursor.path
    }

    /// The path of the folder that holds everything, with its slash; empty if there is none.
    private var topPath: [UInt8] {
        let isEnclosed = plan.entries.indices.dropFirst().allSatisfy { plan.entries[$0].parent != nil }
        return plan.entries[0].kind == .directory && isEnclosed ? path(of: 0) : []
    }

    /// The path of a report that the plan does not have.
    private var newPath: [UInt8] {
        let topPath = topPath
        let parent = topPath.isEmpty ? nil : 0
        let siblings = plan.entries.indices.filter { plan.entries[$0].parent == parent }
        return topPath + MissingReport.name { name in siblings.contains { plan.name(of: $0) == name } }
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
