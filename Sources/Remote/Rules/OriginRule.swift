/// How content beneath a prefix of URLs is asked for.
struct OriginRule: Sendable {
    enum Access: Sendable {
        case s3(S3Store)
        /// Fields that each request has besides its own.
        case http(fields: [(name: String, value: Secret)])
    }

    /// `s3://photos`, `https://cdn.example.org/media`: without a slash at its end.
    let prefix: String
    let access: Access
    /// The file of certificates, in PEM, that the server is verified with; nil for those of the system.
    let authorities: String?

    /// Whether `url` is the prefix, or lies beneath it.
    ///
    /// - Parameter url: Of a scheme and host in lower case, without the scheme's own port and without dot segments.
    func covers(_ url: String) -> Bool {
        guard url.utf8.starts(with: prefix.utf8) else { return false }
        guard let next = url.utf8.dropFirst(prefix.utf8.count).first else { return true }
        return "/?".utf8.contains(next)
    }
}
