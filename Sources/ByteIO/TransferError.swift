/// Why a ``ByteSource`` cannot give the bytes that were planned.
public enum SourceError: Error, Equatable {
    /// The content is shorter than it was when it was planned.
    case endedEarly
    /// Nothing is there any more under the planned name.
    case vanished
    /// What is there now is not a regular file.
    case notRegular
    /// The content changed while it was sent under the checksum of the earlier content.
    case changed
    /// The content has another checksum than its list says.
    case otherChecksum
    /// The server that has the content does not give it: its place and the reason, for the log.
    case unavailable(String)
    /// Nobody waits for the bytes any more.
    case abandoned
    /// The system refused: the call and its error number.
    case failed(call: String, errno: Int32)
}

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

/// Which end of a transfer failed.
public enum TransferError: Error, Equatable {
    case source(SourceError)
    case sink(SinkError)
}
