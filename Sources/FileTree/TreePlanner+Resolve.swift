private import Glibc
internal import Plan
internal import SystemCalls

/// Finding out what a name is, before anything of it is opened to be read.
///
/// A name is looked up in its directory's descriptor, one component, no link followed. A link is resolved from the root
/// again, by the kernel, and so is a regular file of which a byte is read. A FIFO, socket or device is never opened.
extension TreePlanner {
    /// What the request's own path leads to.
    mutating func resolvePath(branch: Selection.Branch?) throws(SystemCallError) -> Child {
        let place = try root.open(path, for: .path, links: policy.symlinks)
        let status = try place.status()
        switch status.kind {
        case .directory: return try directory(status, branch: branch)
        case .regular:
            let itself: [UInt8] = []
            try place.checkReadable(itself.span)
            return try file(status)
        case .symbolicLink: return .leftOut(.link(.nowhere))
        case .fifo: return .leftOut(.fifo)
        case .socket: return .leftOut(.socket)
        case .device: return .leftOut(.device)
        }
    }

    /// What becomes of the regular file at ``path``. Of the first one that has content a byte is read, and of those that
    /// could not be read earlier: on a file system that lets nothing be read, whatever it says before, that is found out
    /// while it can still be told.
    private mutating func file(_ status: FileStatus) throws(SystemCallError) -> Child {
        let (root, path, links) = (root, path, policy.symlinks)
        let areSizesTrue = try sizes.areTrue(for: status) { (access) throws(SystemCallError) in
            try root.open(path, for: access, links: links)
        }
        guard areSizesTrue else { return .leftOut(.unknownSize) }
        let isSuspect = !suspects.isEmpty && suspects.contains(root.absolutePath(of: path))
        if !hasReadContent || isSuspect, status.size > 0 {
            guard try root.open(path, for: .content, links: links).hasContent() else {
                return .leftOut(.unknownSize)
            }
            hasReadContent = true
        }
        return .file(status)
    }

    mutating func resolve(
        at position: Int, in level: DirectoryLevel, branch: Selection.Branch?
    ) throws(SystemCallError) -> Child {
        guard path.count <= RelativePath.longest else {
            throw SystemCallError("fstatat", errno: ENAMETOOLONG)
        }
        let status = try level.status(at: position)
        let name = Array(level.children.name(at: position))
        switch status.kind {
        case .directory:
            guard policy.admitsDirectory(path) else { return .excluded }
            let descriptor = try level.directory.descriptor.open(
                beneath: name.span, for: .directory, followingLinks: false)
            let children = try children(of: descriptor, branch: branch)
            return .directory(OpenDirectory(descriptor, children: children), status)
        case .regular:
            // A call for each file is a fifth of the walk. Only an access control list that shuts out just
            // this process could still make a difference, and then the archive ends where the file is opened.
            if !status.isReadableByAll { try level.directory.descriptor.checkReadable(name.span) }
            return try file(status)
        case .symbolicLink: return try link(name, status, in: level, branch: branch)
        case .fifo: return .leftOut(.fifo)
        case .socket: return .leftOut(.socket)
        case .device: return .leftOut(.device)
        }
    }

    private mutating func link(
        _ name: [UInt8], _ status: FileStatus, in level: DirectoryLevel, branch: Selection.Branch?
    ) throws(SystemCallError) -> Child {
        switch policy.symlinks {
        case .skip: return .leftOut(.link(.unwanted))
        // No USB stick can hold a link, and not every user of Windows may make one.
        case .store where policy.names == .portable: return .leftOut(.link(.unwanted))
        case .store:
            let target = try level.directory.descriptor.linkTarget(of: name.span)
            if let reason = root.objection(to: target, at: path, depth: levels.count - 1) {
                return .leftOut(.link(reason))
            }
            return .link(status, target: target)
        case .follow: return try followedLink(branch: branch)
        }
    }

    private mutating func followedLink(branch: Selection.Branch?) throws(SystemCallError) -> Child {
        do {
            return try resolvePath(branch: branch)
        } catch {
            switch error.kind {
            // Links that lead in a circle, or one of /proc that is none.
            case .crossesRoot where error.errno == ELOOP: return .leftOut(.link(.nowhere))
            case .crossesRoot: return .leftOut(.link(.outside))
            case .notFound: return .leftOut(.link(.nowhere))
            case .notPermitted, .exhausted, .other: throw error
            }
        }
    }

    /// A directory that is reached by the whole path, and maybe by a link.
    private mutating func directory(
        _ status: FileStatus, branch: Selection.Branch?
    ) throws(SystemCallError) -> Child {
        guard policy.admitsDirectory(path) else { return .excluded }
        // A link to a directory that it is in itself has no end.
        if levels.contains(where: { $0.identity == status.identity }) {
            return .leftOut(.link(.circular))
        }
        let descriptor = try root.open(path, for: .directory, links: policy.symlinks)
        let children = try children(of: descriptor, branch: branch)
        return .directory(OpenDirectory(descriptor, children: children), status)
    }

    private mutating func children(
        of directory: borrowing FileDescriptor, branch: Selection.Branch?
    ) throws(SystemCallError) -> Children {
        if let branch { return .selected(branch.children) }
        let (policy, prefix) = (policy, path.isEmpty ? [] : path + [UInt8(ascii: "/")])
        return .all(
            try DirectoryListing(of: directory, limit: policy.maxNames, buffer: &buffer) { name in
                policy.admits(prefix, name)
            })
    }
}
