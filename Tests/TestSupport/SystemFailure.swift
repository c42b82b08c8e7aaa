import Glibc

/// A system call of the tests that failed.
public struct SystemFailure: Error, CustomStringConvertible {
    public let call: String
    public let path: BytePath
    public let errorNumber: Int32

    /// Takes `errno`; to be made directly after the call.
    init(_ call: String, _ path: BytePath = "") {
        errorNumber = errno
        self.call = call
        self.path = path
    }

    public var description: String {
        let reason = unsafe String(cString: strerror(errorNumber))
        return "\(call)(\(path)): \(reason)"
    }
}
