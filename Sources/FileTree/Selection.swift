/// Some entries of a directory, by paths relative to it: each once, and none below another.
public struct Selection: Equatable, Sendable {
    /// Sorted by their components, so that paths with a common beginning are neighbours.
    private let paths: [[[UInt8]]]

    /// Duplicates and paths below a selected one add nothing.
    ///
    /// - Returns: nil if there is no path, or one is the directory itself.
    public init?(_ selected: [RelativePath]) {
        guard !selected.isEmpty, selected.allSatisfy({ !$0.components.isEmpty }) else { return nil }
        let sorted = selected.map(\.components).sorted { left, right in
            left.lexicographicallyPrecedes(right) { $0.lexicographicallyPrecedes($1) }
        }
        paths = sorted.reduce(into: []) { kept, path in
            if let last = kept.last, path.starts(with: last) { return }
            kept.append(path)
        }
    }

    /// The part of a selection that lies in one directory.
    struct Branch: Sendable {
        fileprivate let paths: ArraySlice<[[UInt8]]>
        fileprivate let depth: Int
    }

    var top: Branch { Branch(paths: paths[...], depth: 0) }
}

extension Selection.Branch {
    /// The selected names in this directory, in byte order, each with what is selected below it; nil is all
    /// of it.
    var children: [(name: [UInt8], branch: Selection.Branch?)] {
        var result: [(name: [UInt8], branch: Selection.Branch?)] = []
        var rest = paths
        while let first = rest.first {
            let name = first[depth]
            let end = rest.firstIndex { $0[depth] != name } ?? rest.endIndex
            let isWhole = first.count == depth + 1
            let branch = Selection.Branch(paths: rest[..<end], depth: depth + 1)
            result.append((name, isWhole ? nil : branch))
            rest = rest[end...]
        }
        return result
    }
}
