/// The characters of header fields and URLs.
extension UInt8 {
    /// A letter or a digit of ASCII.
    public var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// A character of a token, such as the name of a field (RFC 9110 §5.6.2).
    public var isTokenCharacter: Bool { isAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(self) }

    /// What stands for itself anywhere in a URL (RFC 3986 §2.3).
    public var isUnreserved: Bool { isAlphanumeric || "-._~".utf8.contains(self) }

    /// What stands for itself in a path (RFC 3986 §3.3), or a slash; a percent sign never does.
    public var isPathCharacter: Bool { isAlphanumeric || "-._~!$&'()*+,;=:@/".utf8.contains(self) }
}
