internal import CLinux

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
}
