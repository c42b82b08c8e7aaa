import Glibc

/// A process and all that descend from it, from `/proc`.
public struct ProcessTree: Sendable {
    public let root: Int32

    public init(of root: Int32) { self.root = root }

    /// The root first. What has been orphaned is not among them.
    public func members() throws -> [Int32] {
        var children: [Int32: [Int32]] = [:]
        for name in try FileSystem.names(in: "/proc") {
            guard let process = Int32(String(decoding: name, as: UTF8.self)),
                let parent = Self.parent(of: process)
            else { continue }
            children[parent, default: []].append(process)
        }
        var members = [root]
        var next = 0
        while next < members.count {
            members += children[members[next]] ?? []
            next += 1
        }
        return members
    }

    /// Those whose program has that name.
    public func members(named name: String) throws -> [Int32] {
        try members().filter {
            (try? FileSystem.text("/proc/\(String($0))/comm")) == name + "\n"
        }
    }

    /// Ends them all.
    public func kill() {
        for member in (try? members()) ?? [] { Glibc.kill(member, SIGKILL) }
    }

    private static func parent(of process: Int32) -> Int32? {
        guard let status = try? FileSystem.text("/proc/\(String(process))/stat"),
            let end = status.lastIndex(of: ")")
        else { return nil }
        // The state, then the parent (proc(5)).
        let fields = status[end...].split(separator: " ")
        return fields.count > 2 ? Int32(fields[2]) : nil
    }
}
