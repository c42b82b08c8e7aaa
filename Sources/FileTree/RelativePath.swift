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

    /// The components with slashes between them; empty for the root.
    public let bytes: [UInt8]

    /// The root itself.
    public static let root = RelativePath(bytes: [])

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter bytes: Components between slashes; doubled, leading and trailing slashes and `.` count for
    ///   nothing.
    public init(parsing bytes: [UInt8]) throws(ParseError) {
        if Self.isClean(bytes) {
            self.bytes = bytes
        } else {
            let components = bytes.split(separator: UInt8(ascii: "/")).filter { $0 != [UInt8(ascii: ".")] }
            guard !bytes.contains(0), !components.contains(where: { $0.elementsEqual("..".utf8) }) else {
                throw .malformed
            }
            self.bytes = Array(components.joined(separator: [UInt8(ascii: "/")]))
        }
        guard self.bytes.count <= Self.longest else { throw .tooLong }
    }

    /// Whether there is nothing to clean, which is so for nearly all of the many paths of a list.
    private static func isClean(_ bytes: [UInt8]) -> Bool {
        let bytes = bytes.span
        var componentCount = 0
        var isOfDots = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "/") {
                if componentCount == 0 || isOfDots && componentCount <= 2 { return false }
                componentCount = 0
                isOfDots = true
            } else {
                if byte == 0 { return false }
                componentCount += 1
                isOfDots = isOfDots && byte == UInt8(ascii: ".")
            }
        }
        return componentCount > 0 && !(isOfDots && componentCount <= 2)
    }

    public var components: [[UInt8]] { bytes.split(separator: UInt8(ascii: "/")).map { Array($0) } }

    public var last: [UInt8]? { components.last }

    /// Whether this is `other` or lies beneath it.
    public func isBeneath(_ other: RelativePath) -> Bool {
        guard bytes.starts(with: other.bytes) else { return false }
        return other.bytes.isEmpty || bytes.count == other.bytes.count
            || bytes[other.bytes.count] == UInt8(ascii: "/")
    }

    /// The path below `ancestor`.
    ///
    /// - Precondition: the path is beneath it.
    public func dropping(_ ancestor: RelativePath) -> RelativePath {
        precondition(isBeneath(ancestor))
        let slash = ancestor.bytes.isEmpty ? 0 : 1
        return RelativePath(bytes: Array(bytes.dropFirst(ancestor.bytes.count + slash)))
    }

    /// The path one level up; nil for the root.
    public var parent: RelativePath? { bytes.isEmpty ? nil : RelativePath(components.dropLast()) }

    private init(_ components: ArraySlice<[UInt8]>) {
        bytes = Array(components.joined(separator: [UInt8(ascii: "/")]))
    }
}
