internal import CLinux

/// How many descriptors the process may have (RLIMIT_NOFILE).
public enum DescriptorLimit {
    /// Raises the soft limit to the hard one: each client needs two or three.
    public static func raise() { _ = penstock_raise_descriptor_limit() }
}
