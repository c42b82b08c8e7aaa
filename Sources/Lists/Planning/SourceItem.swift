internal import FileTree
public import Remote

/// One thing that lists may name, as an administrator says it: `PREFIX`, or `PREFIX=TARGET`.
public struct SourceItem: Hashable, Sendable {
    /// How what a list names begins.
    enum Prefix: Hashable {
        /// Cleaned.
        case path(RelativePath, isAbsolute: Bool)
        case origin(OriginPrefix)
    }

    /// What stands for the prefix.
    enum Target: Hashable {
        case directory(String)
        case origin(OriginPrefix)
    }

    /// As it was written.
    public let text: String
    let prefix: Prefix
    /// Nil if objects are got from where the list says.
    let target: Target?

    /// - Parameter text: PREFIX is that of URLs or of keys in a store, as for ``OriginPrefix``; with a target, it may be that
    ///   of paths, too. TARGET is such a prefix or the path of a directory. The first equals sign stands between them.
    /// - Returns: nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let prefix = Prefix(parts[0]) else { return nil }
        if parts.count == 2 {
            guard let target = Target(parts[1]) else { return nil }
            self.target = target
        } else {
            guard case .origin = prefix else { return nil }
            target = nil
        }
        self.text = text
        self.prefix = prefix
    }

    /// The directory that is read; nil if it is another server.
    public var directory: String? {
        if case .directory(let path) = target { path } else { nil }
    }

    /// Where requests go; nowhere if a directory is read.
    public var origin: OriginPrefix? {
        switch (target, prefix) {
        case (.origin(let origin)?, _), (nil, .origin(let origin)): origin
        default: nil
        }
    }
}

extension SourceItem.Prefix {
    /// What has a colon is no prefix of paths: it would be a URL with a typing error.
    fileprivate init?(_ text: String) {
        if text.contains(":") {
            guard let origin = OriginPrefix(text) else { return nil }
            self = .origin(origin)
        } else {
            let components = text.split(separator: "/")
            guard !components.isEmpty, !components.contains(where: { $0 == "." || $0 == ".." }),
                let path = try? RelativePath(parsing: Array(text.utf8))
            else { return nil }
            self = .path(path, isAbsolute: text.hasPrefix("/"))
        }
    }
}

extension SourceItem.Target {
    fileprivate init?(_ text: String) {
        if text.contains("://") {
            guard let origin = OriginPrefix(text) else { return nil }
            self = .origin(origin)
        } else {
            guard !text.isEmpty else { return nil }
            self = .directory(text)
        }
    }
}
