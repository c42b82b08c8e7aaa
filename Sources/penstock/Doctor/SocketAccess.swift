/// Who of this machine may connect to penstock's socket.
struct SocketAccess: Equatable {
    static let path = "/run/penstock/penstock.sock"

    struct Socket: Equatable {
        let owner: UInt32
        let group: UInt32
        let groupName: String
        let mode: UInt16
    }

    /// A front server's process that answers requests.
    struct Worker: Equatable {
        let program: String
        let user: UInt32
        let userName: String
        /// The first is the one that files of it have.
        let groups: [UInt32]
        let groupName: String
    }

    /// Nil if there is none.
    let socket: Socket?
    let workers: [Worker]

    /// What keeps the front server from the socket, as the end of a sentence, and what to change; nil if nothing is seen that would.
    var obstacle: (text: String, cure: [String])? {
        guard let socket else {
            return (
                ", and there is no socket \(Self.path)",
                [
                    "systemctl enable --now penstock.socket    # or name the socket that there is:",
                    "fastcgi_pass unix:\(Self.path);",
                ]
            )
        }
        guard let worker = workers.first(where: { !Self.mayConnect($0, to: socket) }) else { return nil }
        if worker.groups.contains(socket.group) || worker.user == socket.owner {
            return (
                ": \(worker.program) runs as \(worker.userName), who may not write to \(Self.path)",
                ["systemctl edit penstock.socket    # and add:", "[Socket]", "SocketMode=0660", restart]
            )
        }
        return (
            ": \(worker.program) runs as \(worker.userName), who is not in the group \(socket.groupName) of \(Self.path)",
            [
                "systemctl edit penstock.socket    # and add:", "[Socket]", "SocketGroup=\(worker.groupName)",
                restart,
            ]
        )
    }

    private var restart: String { "systemctl restart penstock.socket" }

    /// Writing is what connecting takes (unix(7)).
    private static func mayConnect(_ worker: Worker, to socket: Socket) -> Bool {
        if worker.user == 0 { return true }
        if worker.user == socket.owner { return socket.mode & 0o200 != 0 }
        if worker.groups.contains(socket.group) { return socket.mode & 0o020 != 0 }
        return socket.mode & 0o002 != 0
    }
}
