/// A path below a root, cleaned by its letters alone: components without `.` and `..`, as bytes.
///
/// This is for clear answers and for policy. Confinement is the kernel's: see ``Root``.
public struct RelativePath: Hashable, Sendable {
    /// Why bytes are no such path.
    public enum ParseError: Error, Equatable {
        /// A `..`, a NUL, or an absolute path where a relative one is due.
        case malformed
        /// Longer than the system takes (PATH_MAX).
        case tooLong
    }

    /// The longest path in bytes.
    static let longest = 4095

    public private(set) var components: [[UInt8]]

    /// The root itself.
    public static let root = RelativePath(components: [])

    private init(components: [[UInt8]]) { self.components = components }

    /// - Parameter bytes: Components between slashes; doubled, leading and trailing slashes and `.` count for
    ///   nothing.
    public init(parsing bytes: [UInt8]) throws(ParseError) {
        let components = bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }.filter {
            $0 != [UInt8(ascii: ".")]
        }
        guard !bytes.contains(0), !components.contains(Array("..".utf8)) else { throw .malformed }
        guard components.reduce(0, { $0 + $1.count + 1 }) <= Self.longest + 1 else { throw .tooLong }
        self.components = components
    }

    /// The components with slashes between them; empty for the root.
    public var bytes: [UInt8] { Array(components.joined(separator: [UInt8(ascii: "/")])) }

    public var last: [UInt8]? { components.last }

    /// The path without its first `count` components.
    public func dropping(_ count: Int) -> RelativePath {
        RelativePath(components: Array(components.dropFirst(count)))
    }

    /// The path one level up; nil for the root.
    public var parent: RelativePath? {
        components.isEmpty ? nil : RelativePath(components: components.dropLast())
    }
}
