internal import ByteIO
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
        [confinement()] + roots() + origins() + sockets() + [descriptors()] + cache() + backlog()
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
                if option == "--root", try !root.isAllowed(by: options.allowRoot) {
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

    private func descriptors() -> Finding {
        guard let limit = DescriptorLimit.raise() else {
            return .unknown("The limit of descriptors is not known.")
        }
        let (forStreams, overflow) = options.maxStreams.multipliedReportingOverflow(
            by: Self.descriptorsPerStream)
        let (needed, overflowToo) = forStreams.addingReportingOverflow(Self.ownDescriptors)
        guard !overflow, !overflowToo, needed <= limit else {
            let streams = max(1, (limit - Self.ownDescriptors) / Self.descriptorsPerStream)
            let wanted = overflow || overflowToo ? "" : ", or in systemd LimitNOFILE=\(needed)"
            return .wrong(
                "--max-streams \(options.maxStreams) needs more than the \(limit) descriptors that are allowed here.",
                ["--max-streams \(streams)\(wanted)"])
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
            // What is in it already is not needed again.
            return [
                .unknown(
                    "--cache-size \(size) may be more than there is room for: \(free) bytes are free at \(directory)."
                )
            ]
        }
        return [.good("\(option) can be written to.")]
    }

    private func backlog() -> [Finding] { Backlog.systemLimit.map { [Backlog.finding(limit: $0)] } ?? [] }
}
