/// What becomes of names that not every system can hold. Raw values are the words of the interface.
public enum NamePolicy: String, CaseIterable, Sendable {
    /// Names stay as the file system has them, as far as the archive's format can hold them.
    case exact
    /// Windows, macOS and the file systems of USB sticks can hold every name. A last entry lists what was renamed.
    case portable
}
