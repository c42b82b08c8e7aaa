internal import CLinux

/// The machine's processors.
public enum Processors {
    /// How many of them this process may use.
    public static var count: Int { Int(penstock_processor_count()) }
}
