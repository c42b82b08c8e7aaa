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

    /// Whether all threads of all of them wait for something to come (state S, proc(5)): none runs, and none waits for
    /// its turn or a disk.
    public func isWaiting() throws -> Bool {
        try members().allSatisfy { member in
            let threads: BytePath = "/proc/\(String(member))/task"
            return ((try? FileSystem.names(in: threads)) ?? []).allSatisfy { thread in
                Self.fields(threads / BytePath(thread) / "stat").first ?? "S" == "S"
            }
        }
    }

    /// Ends them all.
    func kill() {
        for member in (try? members()) ?? [] { Glibc.kill(member, SIGKILL) }
    }

    private static func parent(of process: Int32) -> Int32? {
        let fields = fields("/proc/\(String(process))/stat")
        return fields.count > 1 ? Int32(fields[1]) : nil
    }

    /// What the file says behind the name of the program: the state, then the parent (proc(5)). Nothing if the process
    /// is gone.
    private static func fields(_ file: BytePath) -> [Substring] {
        guard let status = try? FileSystem.text(file), let end = status.lastIndex(of: ")") else { return [] }
        return Array(status[end...].split(separator: " ").dropFirst())
    }
}
