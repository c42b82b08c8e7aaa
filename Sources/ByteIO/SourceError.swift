/// Why a ``ByteSource`` cannot give the bytes that were planned.
public enum SourceError: Error, Equatable {
    /// The content is shorter than it was when it was planned.
    case endedEarly
    /// Nothing is there any more under the planned name.
    case vanished
    /// What is there now is not a regular file.
    case notRegular
    /// The content became another while it was sent under the checksum of what it was.
    case changed
    /// Nobody waits for the bytes any more.
    case abandoned
    /// The system refused: the call and its error number.
    case failed(call: String, errno: Int32)
}
