/// A directory as it is on disk, or as an archive of it should come out.
public struct TreeSnapshot: Sendable {
    /// What becomes of symbolic links.
    public enum Links: Sendable {
        /// What they lead to, if that is in the tree.
        case follow
        /// The links themselves.
        case keep
        case skip
    }

    public struct Node: Sendable {
        /// Where it is in the tree.
        public internal(set) var path: BytePath
        public let info: FileInfo
        /// Where the contents are.
        public let location: BytePath
    }

    public private(set) var nodes: [BytePath: Node] = [:]
    private let root: BytePath
    private let links: Links
    private let includesHidden: Bool

    /// - Parameter root: Nothing outside it is followed; `directory` is in it.
    public init(of directory: BytePath, in root: BytePath? = nil, links: Links = .keep, hidden: Bool = true)
        throws
    {
        self.root = root ?? directory
        self.links = links
        includesHidden = hidden
        try add(directory, as: "", above: [])
    }

    /// The same nodes under other names.
    public func renamed(_ name: (BytePath) -> BytePath) -> TreeSnapshot {
        var result = self
        result.nodes = [:]
        for var node in nodes.values {
            node.path = name(node.path)
            result.nodes[node.path] = node
        }
        return result
    }

    private mutating func add(_ location: BytePath, as path: BytePath, above: [FileInfo]) throws {
        let info = try FileSystem.info(location)
        switch info.kind {
        case .link:
            switch links {
            case .keep: nodes[path] = Node(path: path, info: info, location: location)
            case .skip: break
            case .follow:
                guard let target = try resolve(location) else { return }
                try add(target, as: path, above: above)
            }
        case .directory:
            let isLoop = above.contains { $0.inode == info.inode && $0.device == info.device }
            if isLoop { return }
            nodes[path] = Node(path: path, info: info, location: location)
            for name in try FileSystem.names(in: location)
            where includesHidden || name.first != UInt8(ascii: ".") {
                try add(location / BytePath(name), as: path / BytePath(name), above: above + [info])
            }
        case .file: nodes[path] = Node(path: path, info: info, location: location)
        case .other: break
        }
    }

    /// Where a link leads, component by component; nil if nowhere, outside the root, or in a circle.
    private func resolve(_ link: BytePath) throws -> BytePath? {
        var pending = Array(link.components.dropFirst(root.components.count).reversed())
        var resolved: [[UInt8]] = []
        var followed = 0
        while let name = pending.popLast() {
            if name == Array("..".utf8) {
                if resolved.popLast() == nil { return nil }
                continue
            }
            if name == Array(".".utf8) { continue }
            let here = (resolved + [name]).reduce(root) { $0 / BytePath($1) }
            guard let info = try? FileSystem.info(here) else { return nil }
            guard info.kind == .link else {
                resolved.append(name)
                continue
            }
            let target = try FileSystem.target(ofLink: here)
            followed += 1
            if followed > 40 || target.bytes.first == UInt8(ascii: "/") { return nil }
            pending += target.components.reversed()
        }
        return resolved.reduce(root) { $0 / BytePath($1) }
    }
}
