internal import ByteIO
internal import FileTree
internal import Plan
internal import SystemCalls

/// Turns the paths of a command line into a root and a request beneath it.
struct PackInput {
    let root: Root
    let request: TreeRequest

    /// One directory is its own root; one file has its directory as root; several paths are a selection
    /// beneath the deepest directory that holds them all.
    init(_ paths: [String], name: String?, policy: TreePolicy) throws {
        let real = try paths.map { (path) throws(PackFailure) in try Self.components(of: path) }
        let common = real.dropFirst().reduce(real[0]) { common, path in
            zip(common, path).prefix { $0 == $1 }.map(\.0)
        }
        // What is no directory that can be opened is looked at from the one that holds it.
        let opened = try? Root(path: Self.path(common))
        root = try opened ?? Root(path: Self.path(common.dropLast()))
        let depth = opened == nil ? common.count - 1 : common.count
        let below = try real.map { try RelativePath(parsing: Self.path($0[depth...])) }
        request = TreeRequest(
            below.count == 1 ? below[0] : .root, selection: below.count == 1 ? nil : Selection(below),
            policy: policy, topName: name.map { FolderName($0) } ?? root.name)
    }

    private static func components(of path: String) throws(PackFailure) -> [[UInt8]] {
        do {
            return try FilePaths.real(path).split(separator: UInt8(ascii: "/")).map { Array($0) }
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    private static func path(_ components: ArraySlice<[UInt8]>) -> [UInt8] {
        [UInt8(ascii: "/")] + components.joined(separator: [UInt8(ascii: "/")])
    }

    private static func path(_ components: [[UInt8]]) -> [UInt8] { path(components[...]) }
}

/// Why there is no archive, or not a whole one.
struct PackFailure: Error {
    /// For the person at the keyboard.
    let explanation: String

    init(_ explanation: String) { self.explanation = explanation }
}
