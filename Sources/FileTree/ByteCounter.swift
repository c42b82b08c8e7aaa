/// Bytes that a stream's sources have read, for the log. Used by one thread.
final class ByteCounter {
    var count: UInt64 = 0
}
