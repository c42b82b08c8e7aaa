extension RemoteURL {
    /// Why bytes are no URL that is followed.
    public enum Fault: Error, Hashable, Sendable {
        case scheme, tooLong, byte, fragment, escape, userInformation, host, port, dotSegment

        /// For the log, behind the name of a field.
        public var reason: String {
            switch self {
            case .scheme: "is no URL of http or https"
            case .tooLong: "is longer than 8 KiB"
            case .byte: "has a space, a control character, a backslash or a byte that is not ASCII"
            case .fragment: "has a fragment"
            case .escape: "has a % without two hexadecimal digits"
            case .userInformation: "has a user before its host"
            case .host: "has no host, or one that is no name and no address"
            case .port: "has a port that is no number from 1 to 65535"
            case .dotSegment: "has a segment . or .."
            }
        }
    }
}
