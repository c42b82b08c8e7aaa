import Glibc

/// What a send to a peer that has left does to the process.
public enum BrokenPipe {
    /// Makes it an error and no signal, as in the executable. To be called before the first send.
    public static func ignore() { signal(SIGPIPE, SIG_IGN) }
}
