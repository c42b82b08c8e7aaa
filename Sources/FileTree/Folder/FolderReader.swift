private import Glibc
internal import Plan
internal import SystemCalls

/// Reads one directory beneath a root, by the rules that archives of it are made by. Blocks.
public struct FolderReader {
    /// Bytes of directory records that are read at a time.
    private static let bufferSize = 32 * 1024
    /// How often a reader looks whether it is still wanted, in names.
    private static let patience = 64
    /// The most names of a directory that is read at all.
    private static let longest = 1_000_000

    private let root: Root
    private let policy: TreePolicy
    /// Of the directory, below the root, with a slash at its end; empty for the root.
    private let prefix: [UInt8]
    private let directory: OpenDirectory
    private let identity: FileIdentity
    private let isAbandoned: () -> Bool
    private var statuses = StatusPrefetch()
    private var sizes = ReadableSizes()

    /// - Parameter isAbandoned: Asked now and then whether nobody waits for the folder any more.
    /// - Throws: ``PlanError/notFound`` for what is no directory as well; ``PlanError/exceeds(_:)`` for one that has more than
    ///   a million names.
    public static func folder(
        at path: RelativePath, beneath root: Root, policy: TreePolicy,
        isAbandoned: @escaping () -> Bool = { false }
    ) throws(PlanError) -> Folder {
        guard policy.admits(path), policy.admitsDirectory(path.bytes) else { throw .notFound }
        do throws(SystemCallError) {
            var reader = try FolderReader(path, root, policy, isAbandoned)
            if let folder = try reader.read() { return folder }
        } catch {
            switch error.kind {
            case .notFound, .crossesRoot: throw .notFound
            case .exhausted: throw .exhausted(error)
            case .notPermitted, .other: throw .unreadable(path: path.bytes, .failed(error))
            }
        }
        throw isAbandoned() ? .abandoned : .exceeds(.names(longest))
    }

    private init(
        _ path: RelativePath, _ root: Root, _ policy: TreePolicy, _ isAbandoned: @escaping () -> Bool
    ) throws(SystemCallError) {
        self.isAbandoned = isAbandoned
        self.root = root
        self.policy = policy
        let prefix = path.bytes.isEmpty ? [] : path.bytes + [UInt8(ascii: "/")]
        self.prefix = prefix
        let descriptor = try root.open(path.bytes, for: .directory, links: policy.symlinks)
        identity = try descriptor.status().identity
        var buffer: [UInt8] = []
        buffer.reserveCapacity(Self.bufferSize)
        let names = try DirectoryListing(of: descriptor, limit: Self.longest, buffer: &buffer) { name in
            policy.admits(prefix, name)
        }
        directory = OpenDirectory(descriptor, children: .all(names))
    }

    /// - Returns: nil if there are too many names, or nobody waits for them any more.
    private mutating func read() throws(SystemCallError) -> Folder? {
        guard case .all(let names) = directory.children, !names.isCut else { return nil }
        var items: [Folder.Item] = []
        items.reserveCapacity(names.count)
        for position in 0..<names.count {
            if position.isMultiple(of: Self.patience), isAbandoned() { return nil }
            do throws(SystemCallError) {
                if let item = try item(at: position, name: names.name(at: position)) { items.append(item) }
            } catch {
                // Listed a moment ago and gone.
                guard error.errno != ENOENT else { continue }
                guard error.kind != .exhausted else { throw error }
                items.append(Folder.Item(unreadableAt: position))
            }
        }
        return Folder(names: names, items: items)
    }

    /// - Returns: nil for what policy does not show.
    private mutating func item(
        at position: Int, name: ArraySlice<UInt8>
    ) throws(SystemCallError) -> Folder.Item? {
        let own = try statuses.status(at: position, of: directory)
        guard own.kind == .symbolicLink else {
            if own.kind == .directory, !policy.admitsDirectory(prefix + name) { return nil }
            let access = try access(to: name, own)
            return Folder.Item(position: position, isLink: false, own, access)
        }
        switch policy.symlinks {
        case .skip: return nil
        case .store:
            if policy.names == .portable { return nil }
            let target = try directory.descriptor.linkTarget(of: name.span)
            let objection = root.objection(to: target, at: prefix + name, depth: 0)
            return Folder.Item(position: position, isLink: true, own, objection == nil ? .readable : .leftOut)
        case .follow:
            let status: FileStatus
            do { status = try root.open(prefix + name, for: .path, links: .follow).status() } catch {
                guard error.kind != .exhausted else { throw error }
                return Folder.Item(position: position, isLink: true, own, .leftOut)
            }
            if status.kind == .directory, !policy.admitsDirectory(prefix + name) { return nil }
            let access: Folder.Access = status.identity == identity ? .leftOut : try access(to: name, status)
            return Folder.Item(position: position, isLink: true, status, access)
        }
    }

    private mutating func access(
        to name: ArraySlice<UInt8>, _ status: FileStatus
    ) throws(SystemCallError) -> Folder.Access {
        switch status.kind {
        case .fifo, .socket, .device, .symbolicLink: return .leftOut
        case .directory, .regular: break
        }
        let path = prefix + name
        let (root, links) = (root, policy.symlinks)
        do throws(SystemCallError) {
            if !status.isReadableByAll {
                let itself: [UInt8] = []
                try root.open(path, for: .path, links: links).checkReadable(itself.span)
            }
            guard status.kind == .regular else { return .readable }
            let areSizesTrue = try sizes.areTrue(for: status) { (access) throws(SystemCallError) in
                try root.open(path, for: access, links: links)
            }
            return areSizesTrue ? .readable : .leftOut
        } catch {
            if error.kind == .exhausted { throw error }
            return .unreadable
        }
    }
}
