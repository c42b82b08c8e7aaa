/// Compares what a reader unpacked with what an archive should hold.
public struct TreeComparison: Sendable {
    /// Permission bits, without set-id and sticky.
    public var modes = true
    /// Modification times in whole seconds.
    public var times = true
    /// Names down to their bytes; without it, up to Unicode's canonical equivalence.
    public var exactNames = true
    /// Extracted paths that need not be in the source.
    public var extras: Set<BytePath> = ["MISSING.txt"]

    public init() {}

    public init(modes: Bool, times: Bool, exactNames: Bool) {
        self.modes = modes
        self.times = times
        self.exactNames = exactNames
    }

    /// What differs, one line each, at most twenty; empty if nothing does.
    public func differences(_ extracted: TreeSnapshot, from source: TreeSnapshot) throws -> [String] {
        // Strings that are canonically equivalent are equal.
        exactNames
            ? try differences(extracted.nodes, from: source.nodes)
            : try differences(
                Dictionary(extracted.nodes.map { ($0.key.text, $0.value) }) { first, _ in first },
                from: Dictionary(source.nodes.map { ($0.key.text, $0.value) }) { first, _ in first })
    }

    private func differences<Path: Hashable & Comparable>(
        _ extracted: [Path: TreeSnapshot.Node], from source: [Path: TreeSnapshot.Node]
    ) throws -> [String] {
        var result: [String] = []
        for (path, expected) in source {
            if result.count >= 20 { break }
            guard let found = extracted[path] else {
                result.append("missing: \(path)")
                continue
            }
            if let difference = try difference(found, expected) { result.append("\(path): \(difference)") }
        }
        for (path, node) in extracted where source[path] == nil && !extras.contains(node.path) {
            if result.count >= 20 { break }
            result.append("not in the source: \(path)")
        }
        return result.sorted()
    }

    private func difference(_ found: TreeSnapshot.Node, _ expected: TreeSnapshot.Node) throws -> String? {
        if found.info.kind != expected.info.kind { return "\(found.info.kind), not \(expected.info.kind)" }
        if expected.info.kind == .link {
            let targets = try [found, expected].map { try FileSystem.target(ofLink: $0.location) }
            return targets[0] == targets[1] ? nil : "leads to \(targets[0]), not \(targets[1])"
        }
        if modes, found.info.mode & 0o777 != expected.info.mode & 0o777 {
            return "mode \(String(found.info.mode, radix: 8)), not \(String(expected.info.mode, radix: 8))"
        }
        if times, found.info.modified.seconds != expected.info.modified.seconds {
            return "time \(found.info.modified.seconds), not \(expected.info.modified.seconds)"
        }
        if expected.info.kind == .file, try !FileSystem.sameContents(found.location, expected.location) {
            return "contents differ (\(found.info.size) bytes, not \(expected.info.size))"
        }
        return nil
    }
}
