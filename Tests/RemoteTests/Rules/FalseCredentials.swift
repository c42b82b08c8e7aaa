@testable import Remote

/// Credentials and certificates that are no files.
struct FalseCredentials: CredentialSource {
    var values: [String: String] = [
        "id": "AKID", "secret": "wJalr/K7+x=", "token": "tok", "value": "Bearer abc",
    ]

    func secret(named name: String) throws(CredentialError) -> Secret {
        guard let value = values[name] else { throw .notFound }
        return Secret(Array(value.utf8))
    }

    func authorities(at path: String) throws(CredentialError) -> String {
        guard path.hasSuffix(".pem") else { throw .noCertificate }
        return "/here/\(path)"
    }
}
