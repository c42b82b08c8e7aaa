/// What requests to a store are signed with.
struct S3Keys: Equatable, Sendable {
    /// The access key's id: it is sent, and no secret.
    let id: String
    let secret: Secret
    /// The session token of temporary keys.
    let token: Secret?

    /// Whether `text` can stand in the field `Authorization`.
    static func isID(_ text: [UInt8]) -> Bool {
        !text.isEmpty && text.allSatisfy { 0x21...0x7E ~= $0 && !"/,".utf8.contains($0) }
    }
}
