/// How content beneath a prefix of URLs is asked for.
struct OriginRule: Sendable {
    enum Access: Sendable {
        case s3(S3Store)
        /// Fields that each request has besides its own.
        case http(fields: [(name: String, value: Secret)])
    }

    let prefix: OriginPrefix
    let access: Access
    /// The file of certificates, in PEM, that the server is verified with; nil for those of the system.
    let authorities: String?
}
