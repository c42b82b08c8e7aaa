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
