/// A word of a command line.
public enum ShellWord {
    /// The text so that every shell of POSIX takes it as it is.
    public static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
