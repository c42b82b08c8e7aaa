internal import CLinux

/// The C library's allocator.
public enum Memory {
    /// Gives every large block back to the system as soon as it is freed: a plan of a million entries is used
    /// once.
    public static func returnLargeBlocks() { penstock_return_large_blocks() }
}
