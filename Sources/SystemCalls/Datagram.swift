internal import CLinux

/// Messages to unix datagram sockets.
public enum Datagram {
    /// - Parameter path: Of the socket; a leading `@` means the abstract namespace.
    /// - Returns: whether it was taken.
    @discardableResult
    public static func send(_ message: String, to path: String) -> Bool {
        unsafe penstock_send_datagram(path, message, message.utf8.count) == 0
    }
}
