internal import Plan

/// How much an archive of a directory would hold, and how much of that each thing in it is.
public struct FolderSizes: Sendable {
    /// Files and their bytes.
    public struct Sum: Equatable, Sendable {
        public var files: UInt64 = 0
        public var bytes: UInt64 = 0

        public init() {}

        mutating func add(_ entry: Entry) {
            guard entry.kind != .directory else { return }
            files += 1
            bytes += entry.size
        }
    }

    public let tree: TreePlan
    public private(set) var total = Sum()
    private var sums: [[UInt8]: Sum] = [:]

    /// What an archive holds: files, folders and links, without the top folder and without reports.
    public let entryCount: Int

    /// - Parameter tree: The plan of an archive of the whole directory.
    public init(_ tree: TreePlan) {
        self.tree = tree
        let plan = tree.plan
        // For each entry, the one directly beneath the top that it is or lies in.
        var branches: [Int] = [0]
        var counts: [Int: Sum] = [:]
        var entryCount = 0
        for index in plan.entries.indices.dropFirst() {
            let entry = plan.entries[index]
            let parent = entry.parent ?? 0
            branches.append(parent == 0 ? index : branches[parent])
            if entry.kind == .file, entry.isInline { continue }
            entryCount += 1
            if plan.entries[branches[index]].kind == .directory {
                counts[branches[index], default: Sum()].add(entry)
            }
            total.add(entry)
        }
        self.entryCount = entryCount
        for (index, sum) in counts { sums[plan.name(of: index)] = sum }
    }

    /// What is in a folder of the directory; nil for what is none, and for one that the archive lacks.
    public subscript(name: ArraySlice<UInt8>) -> Sum? { sums[Array(name)] }
}
