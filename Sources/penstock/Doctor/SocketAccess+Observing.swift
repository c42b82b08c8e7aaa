internal import SystemCalls

extension SocketAccess {
    private static let programs = ["nginx", "apache2", "httpd", "lighttpd"]

    /// What is to be seen of this machine. Blocks.
    static func observed() -> SocketAccess {
        let status = output("sh", ["-c", "stat --format=%F:%u:%g:%G:%a \(path) 2>/dev/null"])
        let processes = output("sh", ["-c", "grep -sE '^(Name|Uid|Gid|Groups):' /proc/[0-9]*/status"])
        return SocketAccess(
            socket: Socket(status: status),
            workers: Self.workers(processes).map { program, user, groups in
                Worker(
                    program: program, user: user, userName: name("passwd", user), groups: groups,
                    groupName: name("group", groups[0]))
            })
    }

    /// Programs, effective users and groups of front servers that do not run as root.
    ///
    /// - Parameter lines: Of `/proc/PID/status` (proc_pid_status(5)), each behind the path and a colon.
    static func workers(_ lines: String) -> [(program: String, user: UInt32, groups: [UInt32])] {
        var result: [(String, UInt32, [UInt32])] = []
        var (program, user, group) = ("", UInt32(0), UInt32(0))
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2)
            guard parts.count >= 2 else { continue }
            let values = parts.count > 2 ? parts[2].split { $0 == "\t" || $0 == " " } : []
            switch parts[1] {
            case "Name": program = values.first.map(String.init) ?? ""
            case "Uid": user = values.dropFirst().first.flatMap { UInt32($0) } ?? 0
            case "Gid": group = values.dropFirst().first.flatMap { UInt32($0) } ?? 0
            case "Groups" where programs.contains(program) && user != 0:
                result.append((program, user, [group] + values.compactMap { UInt32($0) }))
            default: break
            }
        }
        return result
    }

    /// The name of a user or a group; the number if it has none.
    private static func name(_ database: String, _ number: UInt32) -> String {
        let name = output("getent", [database, String(number)]).prefix { $0 != ":" }
        return name.isEmpty ? String(number) : String(name)
    }

    /// What a program writes; nothing if it cannot be run.
    private static func output(_ program: String, _ arguments: [String]) -> String {
        guard let process = try? ChildProcess.start(program, arguments) else { return "" }
        var bytes: [UInt8] = []
        while let count = try? process.read(64 * 1024, appendingTo: &bytes), count > 0 {}
        _ = process.wait()
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SocketAccess.Socket {
    /// - Parameter status: Kind, owner, group, its name and mode, as stat(1) writes them with colons in between.
    /// - Returns: nil if that is no socket.
    init?(status: String) {
        let fields = status.split { $0 == ":" || $0.isNewline }.map(String.init)
        guard fields.count == 5, fields[0] == "socket", let owner = UInt32(fields[1]),
            let group = UInt32(fields[2]), let mode = UInt16(fields[4], radix: 8)
        else { return nil }
        self.init(owner: owner, group: group, groupName: fields[3], mode: mode)
    }
}
