/// Where the credentials and certificates are that an origins file names.
protocol CredentialSource {
    /// The content of a credential, without the line end behind it.
    func secret(named name: String) throws(CredentialError) -> Secret

    /// The absolute path of a file of certificates in PEM.
    func authorities(at path: String) throws(CredentialError) -> String
}

/// Credentials as files, each named for its credential. Blocks while it reads.
struct CredentialFiles: CredentialSource {
    /// Bytes of a credential at most.
    static let limit = 8 << 10
    /// Others than owner and group must have no access to a credential. A group may: keys of a service belong to root
    /// and to the service's group, and systemd's are 0400 or 0440.
    private static let closed: UInt16 = 0o007
    /// Bytes of a file of certificates at most.
    private static let authoritiesLimit = 1 << 20

    /// The directory that systemd has made for this service (`$CREDENTIALS_DIRECTORY`); nil if there is none.
    let serviceDirectory: String?
    /// The directory of the origins file.
    let directory: String

    func secret(named name: String) throws(CredentialError) -> Secret {
        guard let serviceDirectory else { return try secret(at: "\(directory)/\(name)") }
        do throws(CredentialError) {
            return try secret(at: "\(serviceDirectory)/\(name)")
        } catch {
            guard error == .notFound else { throw error }
            return try secret(at: "\(directory)/\(name)")
        }
    }

    private func secret(at path: String) throws(CredentialError) -> Secret {
        var bytes = try ProtectedFile.read(path, limit: Self.limit, forbidden: Self.closed)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .empty }
        return Secret(bytes)
    }

    func authorities(at path: String) throws(CredentialError) -> String {
        let path = path.hasPrefix("/") ? path : "\(directory)/\(path)"
        let bytes = try ProtectedFile.read(path, limit: Self.authoritiesLimit, forbidden: 0o002)
        guard bytes.split(separator: 0x0A).contains(where: { $0.starts(with: Self.certificate) }) else {
            throw .noCertificate
        }
        return path
    }

    private static let certificate = Array("-----BEGIN CERTIFICATE-----".utf8)
}
