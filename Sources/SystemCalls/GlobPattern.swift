private import Glibc

/// A shell pattern for paths (fnmatch(3)): `*` and `?` do not match a slash.
public struct GlobPattern: Equatable, Sendable {
    public let text: String
    /// A pattern without a slash is about the last component, wherever it is; one with a slash about the
    /// whole path.
    private let isAboutName: Bool

    public init(_ text: String) {
        isAboutName = !text.contains("/")
        self.text = text.hasPrefix("/") ? String(text.dropFirst()) : text
    }

    /// Whether the pattern matches a relative path.
    public func matches(_ path: [UInt8]) -> Bool {
        let subject = isAboutName ? path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...] : path[...]
        return unsafe withCPath(subject.span) { unsafe fnmatch(text, $0, FNM_PATHNAME) } == 0
    }
}
