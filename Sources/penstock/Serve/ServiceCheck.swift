internal import FastCGI
internal import FileTree
internal import SystemCalls

/// `serve --check`: what would keep the service from running, or from running well.
struct ServiceCheck {
    let options: ServeOptions
    let source: RequestSource

    /// Descriptors of a download: the connection, a file, and now and then a directory.
    private static let descriptorsPerStream = 3
    /// Descriptors of everything else.
    private static let ownDescriptors = 64

    func findings() -> [Finding] {
        [confinement()] + roots() + sockets() + [descriptors()] + cache() + backlog()
    }

    private func confinement() -> Finding {
        do {
            try Root.checkConfinement()
            return .good("openat2 is there: the kernel confines paths to their root.")
        } catch {
            return .wrong(
                "openat2 is not there (\(error)), and nothing else confines paths.",
                [
                    "Linux 5.6 or later; in systemd RestrictSUIDSGID=no and no DynamicUser=; in a container a newer seccomp filter"
                ])
        }
    }

    private func roots() -> [Finding] {
        let named =
            options.allowRoot.map { ("--allow-root", $0) } + (options.root.map { [("--root", $0)] } ?? [])
        return named.map { option, path in
            do throws(SystemCallError) {
                let root = try Root(path: path)
                if option == "--root", try !isAllowed(root) {
                    return .wrong("--root \(path) is beneath no --allow-root.", ["--allow-root \(path)"])
                }
                return .good("\(option) \(path) can be opened.")
            } catch {
                return .wrong(
                    "\(option) \(path) cannot be opened: \(errnoText(error.errno)).",
                    ["Make the directory, let this user read and search it, or correct \(option)."])
            }
        }
    }

    private func isAllowed(_ root: Root) throws(SystemCallError) -> Bool {
        for path in options.allowRoot where try root.isBeneath(try Root(path: path)) { return true }
        return options.allowRoot.isEmpty
    }

    private func sockets() -> [Finding] {
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
        if let kind = FilePaths.kind(of: path), kind != .special {
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

    private func descriptors() -> Finding {
        guard let limit = DescriptorLimit.raise() else {
            return .unknown("The limit of descriptors is not known.")
        }
        let (needed, overflow) = options.maxStreams.multipliedReportingOverflow(by: Self.descriptorsPerStream)
        guard !overflow, needed <= limit - Self.ownDescriptors else {
            let streams = max(1, (limit - Self.ownDescriptors) / Self.descriptorsPerStream)
            return .wrong(
                "--max-streams \(options.maxStreams) needs more than the \(limit) descriptors that are allowed here.",
                [
                    "--max-streams \(streams), or in systemd LimitNOFILE=\(overflow ? Int.max : needed + Self.ownDescriptors)"
                ])
        }
        return .good("\(limit) descriptors are enough for --max-streams \(options.maxStreams).")
    }

    private func cache() -> [Finding] {
        guard let directory = options.cacheDir else { return [] }
        let option = "--cache-dir \(directory)"
        do {
            guard FilePaths.kind(of: directory) != nil else {
                let parent = directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? ""
                try FilePaths.checkWritable(parent.isEmpty ? "/" : parent)
                return [.good("\(option) is not there yet and can be made.")]
            }
            try FilePaths.checkWritable(directory)
        } catch {
            return [
                .wrong(
                    "\(option) cannot be written to (\(errnoText(error.errno))): checksums and indexes are lost at each restart.",
                    ["Let this user write to it, in systemd by CacheDirectory=penstock."])
            ]
        }
        let size = UInt64(clamping: options.cacheSize)
        if let free = FilePaths.freeSpace(at: directory), free < size {
            return [
                .wrong(
                    "--cache-size \(size) is more than the \(free) bytes that are free at \(directory).",
                    ["--cache-size \(max(1, free / 2)), or another --cache-dir"])
            ]
        }
        return [.good("\(option) can be written to.")]
    }

    private func backlog() -> [Finding] { Backlog.systemLimit.map { [Backlog.finding(limit: $0)] } ?? [] }
}
