internal import CLinux
private import Glibc

/// How many descriptors the process may have (RLIMIT_NOFILE).
public enum DescriptorLimit {
    /// Raises the soft limit to the hard one: each client needs two or three.
    ///
    /// - Returns: the limit; nil if it cannot be told.
    @discardableResult
    public static func raise() -> Int? {
        let result = penstock_raise_descriptor_limit()
        return result < 0 ? nil : Int(result)
    }

    /// The soft limit; nil if it cannot be told.
    public static var current: Int? {
        let result = penstock_descriptor_limit()
        return result < 0 ? nil : Int(result)
    }

    /// How many are open; nil if /proc does not tell.
    public static var openCount: Int? {
        guard let directory = try? FileDescriptor.open(Array("/proc/self/fd".utf8).span, for: .directory)
        else { return nil }
        var count = 0
        guard (try? directory.forEachName { _ in count += 1 }) != nil else { return nil }
        // Without the two names of directories, and the descriptor that looks.
        return count - 3
    }
}

/// The machine's processors.
public enum Processors {
    /// How many of them this process may use.
    public static var count: Int { Int(penstock_processor_count()) }
}

/// The C library's allocator.
public enum Memory {
    /// Gives every large block back to the system as soon as it is freed: a plan of a million entries is used
    /// once.
    public static func returnLargeBlocks() { penstock_return_large_blocks() }

    /// Bytes of memory that the process occupies (proc_pid_statm(5)); nil if /proc does not tell.
    public static var residentBytes: UInt64? {
        let fields = FilePaths.firstLine(of: "/proc/self/statm")?.split(separator: " ") ?? []
        guard fields.count > 1, let pages = UInt64(fields[1]) else { return nil }
        return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
