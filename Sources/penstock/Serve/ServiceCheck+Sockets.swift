internal import ByteIO
internal import Gateway
internal import SystemCalls

/// Where requests come from.
extension ServiceCheck {
    func sockets() -> [Finding] {
        switch source {
        case .addresses(let addresses): addresses.map(Self.socket)
        case .none:
            [
                .unknown(
                    "There is no --listen: the socket must come from systemd (penstock.socket) or from the web server."
                )
            ]
        default: [.good("Requests come from \(source).")]
        }
    }

    private static func socket(_ address: ListenAddress) -> Finding {
        switch address {
        case .unix(let path): unixSocket(path)
        case .tcp(let host, let port): internetSocket(address, host, port)
        }
    }

    private static func unixSocket(_ path: String) -> Finding {
        let option = "--listen unix:\(path)"
        guard path.utf8.count < 108 else {
            return .wrong("\(option): a socket's path has at most 107 bytes.", ["Give a shorter path."])
        }
        if let kind = FilePaths.kind(of: path), kind != .socket {
            return .wrong(
                "\(option): something is there that is no socket.", ["Remove it, or give another path."])
        }
        let directory = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
        do {
            try FilePaths.checkWritable(directory.isEmpty ? "/" : String(directory))
            return .good("\(option) can be made.")
        } catch {
            return .wrong(
                "\(option) cannot be made: \(errnoText(error.errno)).",
                ["Make the directory \(directory), and let this user write to it."])
        }
    }

    private static func internetSocket(_ address: ListenAddress, _ host: String, _ port: UInt16) -> Finding {
        let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        guard isLoopback else {
            return .unknown(
                "--listen \(address) can be reached from elsewhere, and whoever can connect is trusted.",
                ["--listen 127.0.0.1:\(port), or a unix socket"])
        }
        // Listening for a moment tells; when the service runs, it has the port itself.
        do {
            _ = try ListeningSocket(host: host, port: port)
            return .good("--listen \(address) can be opened.")
        } catch  where error.isAddressInUse {
            return .unknown("--listen \(address) is in use; that is right if the service is running.")
        } catch {
            return .wrong(
                "--listen \(address) cannot be opened: \(errnoText(error.errno)).",
                ["Give an address of this machine, and a port above 1023 to a user that is not root."])
        }
    }
}
