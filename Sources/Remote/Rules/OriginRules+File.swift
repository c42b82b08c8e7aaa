public import SystemCalls

/// The file of `serve --origins`.
extension OriginRules {
    /// Bytes of the file at most.
    private static let limit = 1 << 20
    /// Who can write to the file decides where keys are sent.
    private static let forbidden: UInt16 = 0o002

    /// Reads the file, and the credentials that the file names, and puts its rules in the place of all rules. Blocks.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - serviceDirectory: The directory of credentials that systemd has made for this service, which is looked into
    ///     first.
    /// - Throws: What is wrong with the file. All rules are then as they were.
    public func load(
        _ path: String, serviceDirectory: String? = Environment.value(of: "CREDENTIALS_DIRECTORY")
    ) throws(OriginsError) {
        let text: String?
        do throws(CredentialError) {
            let bytes = try ProtectedFile.read(path, limit: Self.limit, forbidden: Self.forbidden)
            text = String(validating: bytes, as: UTF8.self)
        } catch { throw OriginsError(line: nil, field: nil, reason: "\(error)") }
        guard let text else { throw OriginsError(line: nil, field: nil, reason: "is not UTF-8") }
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let files = CredentialFiles(serviceDirectory: serviceDirectory, directory: directory)
        replace(with: try OriginsFile.rules(text, credentials: files))
    }
}
