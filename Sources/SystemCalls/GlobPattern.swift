private import Glibc

/// A pattern of what is left out, as a line of .gitignore has it (gitignore(5)).
///
/// `*`, `?` and `[…]` are those of fnmatch(3), and match no slash. Upper and lower case differ.
public struct GlobPattern: Equatable, Sendable {
    /// What a pattern looks like, for those who wrote none.
    public static let form =
        "a pattern below the root, such as *.tmp, /top, build/ or a/**/b, and no ./ at its beginning"

    private static let slash = UInt8(ascii: "/")
    private static let anyComponents = "**"

    /// Whether a slash at the pattern's end says that only directories are meant.
    public let isForDirectories: Bool
    /// A pattern without any other slash is about the last component, wherever it is; one with a slash about the whole path.
    private let isAboutName: Bool
    /// Patterns of components, none of which is empty. `**` is any number of components.
    private let components: [String]

    /// - Returns: nil for a pattern that can match nothing, as no path has a component that is `.`, `..` or empty.
    public init?(_ text: String) {
        let body = text.hasSuffix("/") ? text.dropLast() : text[...]
        isForDirectories = body.endIndex < text.endIndex
        isAboutName = !body.contains("/")
        let parts = body.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        components = Self.plain(parts.count > 1 && parts[0].isEmpty ? Array(parts.dropFirst()) : parts)
        guard components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
    }

    /// One `**` in place of several, and a `*` behind one at the end: `a/**` is what `a` holds, and not `a` itself.
    private static func plain(_ parts: [String]) -> [String] {
        var result: [String] = []
        for part in parts where part != anyComponents || result.last != anyComponents { result.append(part) }
        if result.last == anyComponents { result.append("*") }
        return result
    }

    /// Whether the pattern, which may be ``isForDirectories``, matches the relative path of something.
    public func matches(_ path: [UInt8], isDirectory: Bool) -> Bool {
        if isForDirectories, !isDirectory { return false }
        if isAboutName { return Self.matches(components[components.count - 1], Self.name(of: path)) }
        return matches(path.split(separator: Self.slash))
    }

    private static func name(of path: [UInt8]) -> ArraySlice<UInt8> {
        path[((path.lastIndex(of: slash) ?? -1) + 1)...]
    }

    /// Takes steps by the product of both lengths at most: when a component does not fit, only the last `**` takes one more.
    private func matches(_ names: [ArraySlice<UInt8>]) -> Bool {
        var (position, name) = (0, 0)
        var anywhere: (position: Int, name: Int)?
        while name < names.count {
            if position < components.count, components[position] == Self.anyComponents {
                position += 1
                anywhere = (position, name)
            } else if position < components.count, Self.matches(components[position], names[name]) {
                position += 1
                name += 1
            } else if let (start, first) = anywhere {
                anywhere = (start, first + 1)
                (position, name) = (start, first + 1)
            } else {
                return false
            }
        }
        return position == components.count
    }

    private static func matches(_ pattern: String, _ name: ArraySlice<UInt8>) -> Bool {
        unsafe withCPath(name.span) { unsafe fnmatch(pattern, $0, 0) } == 0
    }
}
