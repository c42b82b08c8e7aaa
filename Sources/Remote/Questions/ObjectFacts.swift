/// What a server says of an object without giving it.
public struct ObjectFacts: Equatable, Sendable {
    /// In bytes.
    public let size: UInt64
    /// Of its strong entity tag.
    public let tag: TagHash?
    /// `Last-Modified`, in seconds since 1970.
    public let modified: Int64?

    init(size: UInt64, _ version: ObjectVersion) {
        self.size = size
        tag = version.tag.map { TagHash($0) }
        modified = version.modifiedSeconds
    }
}

/// Why nothing is known of an object. The words are for the log.
public enum ObjectFault: Error, Equatable {
    /// Its server says that there is none.
    case missing(String)
    /// Its server does not say how large it is.
    case sizeless
    /// Its server may not be asked, refuses, or says nothing that can be used. To ask again would be of no use.
    case unavailable(String)
    /// Its server is not reached, or fails each time that it is asked. It may be better later.
    case unreachable(String)
    case abandoned
}
