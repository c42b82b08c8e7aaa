public import Compression

/// What decides an archive's bytes besides its plan and its files' content: who makes it, and how.
///
/// Two processes that make the same archive under the same identity make the same bytes: validators, resumed downloads
/// and replicas rest on that. Whatever can differ between two of them stands here.
public enum ArchiveIdentity {
    /// Raised by one with every change that makes other bytes of the same plan and content, in any format, at any
    /// effort. `ArchiveIdentityTests` notice such a change.
    static let version = 4

    /// Lines of text that are equal if and only if everything but plan and content is.
    public static func text(_ format: ArchiveFormat, _ effort: Effort) -> String {
        """
        penstock \(version)
        \(format.rawValue)
        \(effort.rawValue)
        \(CompressionEngine.identity(of: effort))

        """
    }
}
