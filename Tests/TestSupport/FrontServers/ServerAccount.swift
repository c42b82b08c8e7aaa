/// The account that servers run as which must not be, or refuse to be, root.
enum ServerAccount {
    /// nobody.
    private static let identifier: UInt32 = 65534

    /// What their command begins with.
    static var wrapper: [String] {
        FileSystem.isRoot
            ? ["setpriv", "--reuid=\(identifier)", "--regid=\(identifier)", "--clear-groups"] : []
    }

    /// Lets the account write below `directory`.
    static func own(_ directory: BytePath) throws {
        if FileSystem.isRoot { try FileSystem.setOwner(identifier, of: directory) }
    }

    /// Variables that a front server must not pass on: a CGI program would take them for parameters.
    static let environment: [String: String?] = [
        "PENSTOCK_BINARY": nil, "PENSTOCK_SOAK": nil, "PENSTOCK_WRITE_MATRIX": nil, "NOTIFY_SOCKET": nil,
        "PATH": "/usr/sbin:/usr/bin:/bin:" + (FileSystem.environment("PATH") ?? ""),
    ]
}
