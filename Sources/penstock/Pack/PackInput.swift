internal import FileTree
internal import SystemCalls

/// Turns the paths of a command line into a root and a request beneath it.
struct PackInput {
    let root: Root
    let request: TreeRequest

    /// One directory is its own root; one file has its directory as root; several paths are a selection
    /// beneath the deepest directory that holds them all.
    init(_ paths: [String], name: String?, policy: TreePolicy) throws {
        let real = try paths.map {
            try FilePaths.real($0).split(separator: UInt8(ascii: "/")).map { Array($0) }
        }
        var common = real.dropFirst().reduce(real[0]) { common, path in
            zip(common, path).prefix { $0 == $1 }.map(\.0)
        }
        var opened = try? Root(path: Self.text(common))
        if opened == nil {
            common = Array(common.dropLast())
            opened = try Root(path: Self.text(common))
        }
        guard let opened else { throw SystemCallError("open", errno: 0) }
        root = opened
        let below = try real.map { path in
            try RelativePath(parsing: Array(path[common.count...].joined(separator: [UInt8(ascii: "/")])))
        }
        let topName = name.map { Array($0.utf8) } ?? root.name
        request =
            if below.count == 1 {
                TreeRequest(below[0], policy: policy, topName: topName)
            } else {
                TreeRequest(.root, selection: Selection(below), policy: policy, topName: topName)
            }
    }

    private static func text(_ components: [[UInt8]]) -> [UInt8] {
        [UInt8(ascii: "/")] + components.joined(separator: [UInt8(ascii: "/")])
    }
}
