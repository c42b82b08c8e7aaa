public import FileTree
public import Remote

/// Where what a list names lies: in directories, or on other servers.
public struct SourceMap: Sendable {
    /// Why something leads nowhere.
    enum Fault: Error, Equatable {
        case leadsUpwards, tooLong, notAllowed
        case object(ObjectLocation.Fault)
    }

    enum Place: Equatable, Sendable {
        /// Beneath a directory, by its index in ``roots``.
        case file(root: Int, path: RelativePath)
        case object(ObjectLocation)
    }

    enum Target: Sendable {
        /// By its index in ``roots``.
        case directory(Int)
        case origin(OriginPrefix)
    }

    private struct PathRule {
        let prefix: RelativePath
        let isAbsolute: Bool
        /// Components of the prefix.
        let depth: Int
        let target: Target
    }

    struct OriginRule {
        let prefix: OriginPrefix
        /// Nil if objects are where the list says.
        let target: Target?
    }

    let roots: [Root]
    /// The longest prefix first.
    private let paths: [PathRule]
    /// The narrowest prefix first.
    let origins: [OriginRule]
    /// Where requests may go.
    private let allowed: [OriginPrefix]
    /// Where paths lead that no prefix fits.
    private let otherRoot: Int?

    /// - Parameters:
    ///   - root: Where paths lead that no prefix fits; nil if such paths are refused.
    ///   - items: What else may be named, each with its directory if it has one.
    public init(root: Root?, items: [(item: SourceItem, directory: Root?)] = []) {
        var roots: [Root] = []
        var paths: [PathRule] = []
        var origins: [OriginRule] = []
        for (item, directory) in items {
            var target: Target?
            switch item.target {
            case .directory:
                guard let directory else { preconditionFailure("a directory that is not open") }
                target = .directory(roots.count)
                roots.append(directory)
            case .origin(let origin): target = .origin(origin)
            case nil: break
            }
            switch item.prefix {
            case .origin(let prefix): origins.append(OriginRule(prefix: prefix, target: target))
            case .path(let path, let isAbsolute):
                guard let target else { preconditionFailure("a path that leads nowhere") }
                paths.append(
                    PathRule(
                        prefix: path, isAbsolute: isAbsolute, depth: path.components.count, target: target))
            }
        }
        self.paths = paths.sorted { $0.depth > $1.depth }
        self.origins = origins.sorted { $0.prefix.length > $1.prefix.length }
        allowed = items.compactMap(\.item.origin)
        otherRoot = root == nil ? nil : roots.count
        self.roots = roots + [root].compactMap { $0 }
    }

    /// Whether anything on another server may be named.
    public var allowsObjects: Bool { !allowed.isEmpty }

    /// Whether a request may go to a location, such as one that another server redirects to.
    public func allows(_ location: ObjectLocation) -> Bool { allowed.contains { $0.covers(location) } }

    /// Where a path leads.
    ///
    /// - Parameter location: The path as a URL has it, if it comes from one: the first slash then stands for the root.
    ///   Else an absolute path that no prefix fits is refused: its author means a file of the system.
    func resolve(_ path: [UInt8], location: [UInt8]?) throws(Fault) -> Place {
        let parsed = try Self.relative(path)
        let isAbsolute = path.first == UInt8(ascii: "/")
        for rule in paths where rule.isAbsolute == isAbsolute && parsed.isBeneath(rule.prefix) {
            switch rule.target {
            case .directory(let root): return .file(root: root, path: parsed.dropping(rule.prefix))
            case .origin(let origin):
                guard
                    let rest = SourceRest(
                        of: path, location: location, behind: rule.prefix, depth: rule.depth)
                else { throw .notAllowed }
                return .object(try object(rest, at: origin))
            }
        }
        guard let otherRoot, location != nil || !isAbsolute else { throw .notAllowed }
        return .file(root: otherRoot, path: parsed)
    }

    static func relative(_ path: [UInt8]) throws(Fault) -> RelativePath {
        do { return try RelativePath(parsing: path) } catch {
            throw error == .tooLong ? .tooLong : .leadsUpwards
        }
    }
}
