/// Some entries of a directory, by paths relative to it: each once, and none below another.
public struct Selection: Equatable, Sendable {
    /// Sorted by their components, so that paths with a common beginning are neighbours.
    private let paths: [RelativePath]

    /// Duplicates and paths below a selected one add nothing.
    ///
    /// - Returns: nil if there is no path, or one is the directory itself.
    public init?(_ selected: [RelativePath]) {
        guard !selected.isEmpty, !selected.contains(.root) else { return nil }
        paths = selected.sorted(by: Self.precedes).reduce(into: []) { kept, path in
            if let last = kept.last, path.isBeneath(last) { return }
            kept.append(path)
        }
    }

    /// The order of components: of what can stand in a path, a slash comes first.
    private static func precedes(_ left: RelativePath, _ right: RelativePath) -> Bool {
        let slash = UInt8(ascii: "/")
        return left.bytes.lexicographicallyPrecedes(right.bytes) { left, right in
            left != right && right != slash && (left == slash || left < right)
        }
    }

    /// The paths as bytes, in the order of their components: equal selections have the same.
    public var names: [[UInt8]] { paths.map(\.bytes) }

    /// The part of a selection that lies in one directory.
    struct Branch: Sendable {
        fileprivate let paths: ArraySlice<RelativePath>
        /// Bytes of the directory's own path, with a slash behind it.
        fileprivate let start: Int
    }

    var top: Branch { Branch(paths: paths[...], start: 0) }
}

extension Selection.Branch {
    /// The selected names in this directory, in byte order, each with what is selected below it; nil is all
    /// of it.
    var children: [(name: [UInt8], branch: Selection.Branch?)] {
        var result: [(name: [UInt8], branch: Selection.Branch?)] = []
        var rest = paths
        while let first = rest.first {
            let name = self.name(in: first)
            let end = rest.firstIndex { self.name(in: $0) != name } ?? rest.endIndex
            let isWhole = first.bytes.count == start + name.count
            let branch = Selection.Branch(paths: rest[..<end], start: start + name.count + 1)
            result.append((Array(name), isWhole ? nil : branch))
            rest = rest[end...]
        }
        return result
    }

    private func name(in path: RelativePath) -> ArraySlice<UInt8> {
        path.bytes[start...].prefix { $0 != UInt8(ascii: "/") }
    }
}
