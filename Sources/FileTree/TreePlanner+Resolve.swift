private import Glibc
internal import SystemCalls

/// Finding out what a name is, before anything of it is opened to be read.
///
/// A name is looked up in its directory's descriptor, one component, no link followed; only a link is
/// resolved from the root again, by the kernel. A FIFO, socket or device is never opened.
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
            return .file(status)
        case .symbolicLink: return .refusedLink(leadsOut: false)
        case .special: return .special
        }
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
            let descriptor = try level.directory.descriptor.open(
                beneath: name.span, for: .directory, followingLinks: false)
            let children = try children(of: descriptor, branch: branch)
            return .directory(OpenDirectory(descriptor, children: children), status)
        case .regular:
            // A call for each file is a fifth of the walk. Only an access control list that shuts out just
            // this process could still make a difference, and then the archive ends where the file is opened.
            if !status.isReadableByAll { try level.directory.descriptor.checkReadable(name.span) }
            return .file(status)
        case .symbolicLink: return try link(name, status, in: level, branch: branch)
        case .special: return .special
        }
    }

    private mutating func link(
        _ name: [UInt8], _ status: FileStatus, in level: DirectoryLevel, branch: Selection.Branch?
    ) throws(SystemCallError) -> Child {
        switch policy.symlinks {
        case .skip: return .refusedLink(leadsOut: false)
        case .store:
            let target = try level.directory.descriptor.linkTarget(of: name.span)
            let isSafe = LinkTarget.staysInside(target, depth: levels.count - 1)
            return isSafe ? .link(status, target: target) : .refusedLink(leadsOut: true)
        case .follow: return try followedLink(branch: branch)
        }
    }

    private mutating func followedLink(branch: Selection.Branch?) throws(SystemCallError) -> Child {
        do {
            return try resolvePath(branch: branch)
        } catch {
            switch error.kind {
            case .crossesRoot: return .refusedLink(leadsOut: true)
            case .notFound: return .refusedLink(leadsOut: false)
            case .notPermitted, .exhausted, .other: throw error
            }
        }
    }

    /// A directory that is reached by the whole path, and maybe by a link.
    private mutating func directory(
        _ status: FileStatus, branch: Selection.Branch?
    ) throws(SystemCallError) -> Child {
        // A link to a directory that it is in itself has no end.
        if levels.contains(where: { $0.identity == status.identity }) {
            return .refusedLink(leadsOut: false)
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
