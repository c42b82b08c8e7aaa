/// Where the bytes of a list come from. Belongs to one thread.
public protocol ListInput: AnyObject {
    /// Appends what is at hand: at least one byte and at most `limit`, or nothing at the end of the list. Blocks.
    ///
    /// - Throws: ``ListInputError/brokenOff(_:)`` for a transfer that ended before the list did. A list of lines that is
    ///   cut off at the end of a line looks whole, so nobody else can tell.
    func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(ListInputError)
}

/// Why a ``ListInput`` gives no more bytes of its list.
public enum ListInputError: Error, Equatable {
    /// Nobody waits for the archive any more.
    case abandoned
    /// The application is silent, or slower than is bearable.
    case timedOut
    /// The list has more bytes than a list may have.
    case tooLarge
    /// The connection or the file failed: in words, for the log.
    case brokenOff(String)
}
