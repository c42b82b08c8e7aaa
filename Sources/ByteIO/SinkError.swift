/// Why a ``ByteSink`` stopped taking bytes.
public enum SinkError: Error, Equatable {
    /// The client or the front server went away. Ordinary: logged at `info`.
    case disconnected
    /// The peer took nothing for the configured send timeout.
    case timedOut
    /// The process is told to stop at once.
    case stopped
    /// All that was asked for has been taken. Nothing is wrong.
    case enough
    /// The bytes are not those that were announced: content changed without leaving a trace.
    case inconsistent
    case failed(errno: Int32)
}
