internal import Archive
internal import Compression
internal import FileTree
internal import Plan
internal import SystemCalls
internal import Threads

/// An archive to be made, and where its content comes from.
struct PackJob {
    let archive: Archive
    let content: any ContentReader
    /// Files, links and others that are left out though nobody wished it.
    let missingCount: Int

    /// Walks the tree, or reads the list. Blocks.
    init(_ options: PackOptions, isStopped: @escaping () -> Bool) throws {
        DescriptorLimit.raise()
        self =
            if let list = options.list {
                try PackJob(list: list, options, isStopped: isStopped)
            } else {
                try PackJob(paths: options.paths, options, isStopped: isStopped)
            }
    }

    init(archive: Archive, content: any ContentReader, missingCount: Int) {
        self.archive = archive
        self.content = content
        self.missingCount = missingCount
    }

    /// - Parameter listed: What a list says of the format.
    static func format(_ options: PackOptions, listed: ArchiveFormat? = nil) -> ArchiveFormat {
        let named = options.output.flatMap { OutputName($0).format }
        return options.format ?? named ?? listed ?? .zip
    }

    func reportMissing() throws {
        guard missingCount > 0 else { return }
        throw PackFailure("\(missingCount) missing; MISSING.txt in the archive lists them")
    }
}

extension PackJob {
    fileprivate init(paths: [String], _ options: PackOptions, isStopped: @escaping () -> Bool) throws {
        var policy = TreePolicy()
        policy.includesHidden = options.hidden || options.namesHidden
        policy.symlinks = options.symlinks
        policy.unreadable = options.unreadable
        policy.names = options.names
        policy.excluded = options.exclude
        // Limits are for strangers.
        policy.maxEntries = .max
        policy.maxDepth = .max
        let input = try PackInput(paths, name: options.name, policy: policy)
        let tree: TreePlan
        do {
            tree = try TreePlanner.plan(input.request, beneath: input.root, isAbandoned: isStopped)
        } catch { throw PackFailure("no archive was made: \(error)") }
        self.init(
            archive: Archive(tree.plan, format: Self.format(options), effort: options.compression ?? .auto),
            content: FileReader(of: input.request, beneath: input.root, readers: try ReaderPool()),
            missingCount: tree.missingCount)
    }
}
