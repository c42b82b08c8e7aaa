/// Bytes that appear in no log, no error and no dump: a key, a token, the value of a header field.
struct Secret: Equatable, Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "***" }
    var debugDescription: String { "***" }
    /// Without the bytes, which `dump` and the output of failed tests would show.
    var customMirror: Mirror { Mirror(self, children: []) }
}
