/// Why a ``ByteSink`` stopped taking bytes.
public enum SinkError: Error, Equatable {
    /// The client or the front server went away. Ordinary: logged at `info`.
    case disconnected
    /// The peer took nothing for the configured send timeout.
    case timedOut
    /// The process is told to stop at once.
    case stopped
    case failed(errno: Int32)
}
