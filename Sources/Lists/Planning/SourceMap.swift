public import FileTree

/// Which directories the paths of a list lead to.
public struct SourceMap: Sendable {
    /// Paths that begin with some components, and the directory that stands for those.
    public struct Prefix: Sendable {
        /// Cleaned.
        let path: RelativePath
        let isAbsolute: Bool
        let root: Root

        /// - Parameter prefix: A path, absolute or not, that ends in a slash or not.
        /// - Returns: nil if it has no component, `.` or `..`.
        public init?(_ prefix: [UInt8], root: Root) {
            guard let path = try? RelativePath(parsing: prefix), path != .root, !prefix.contains(0) else {
                return nil
            }
            self.path = path
            isAbsolute = prefix.first == UInt8(ascii: "/")
            self.root = root
        }
    }

    /// Why a path leads nowhere.
    enum Fault: Error {
        case leadsUpwards, tooLong, notAllowed
    }

    /// A place beneath a directory.
    struct Place: Sendable {
        /// The index of the directory in ``roots``.
        let root: Int
        let path: RelativePath
    }

    let roots: [Root]
    /// The longest first.
    private let prefixes: [(prefix: Prefix, root: Int)]
    /// Where paths lead that no prefix fits.
    private let otherRoot: Int?

    /// - Parameter root: Where paths lead that no prefix fits; nil if such paths are refused.
    public init(root: Root?, prefixes: [Prefix] = []) {
        roots = prefixes.map(\.root) + [root].compactMap { $0 }
        self.prefixes = prefixes.enumerated().map { ($1, $0) }
            .sorted { $0.prefix.path.components.count > $1.prefix.path.components.count }
        otherRoot = root == nil ? nil : prefixes.count
    }

    /// The directory that a path leads to, and the path below it.
    ///
    /// - Parameter isLocation: Whether the path is that of a URL, whose first slash stands for the root. Else an
    ///   absolute path that no prefix fits is refused: its author means a file of the system.
    func resolve(_ path: [UInt8], isLocation: Bool) throws(Fault) -> Place {
        let parsed: RelativePath
        do { parsed = try RelativePath(parsing: path) } catch {
            throw error == .tooLong ? .tooLong : .leadsUpwards
        }
        let isAbsolute = path.first == UInt8(ascii: "/")
        for (prefix, root) in prefixes
        where prefix.isAbsolute == isAbsolute && parsed.isBeneath(prefix.path) {
            return Place(root: root, path: parsed.dropping(prefix.path))
        }
        guard let otherRoot, isLocation || !isAbsolute else { throw .notAllowed }
        return Place(root: otherRoot, path: parsed)
    }
}
