import TestSupport

extension StoreServer {
    /// Makes a file for `--origins` that has the store's keys, or others.
    ///
    /// - Parameter endpoint: The server's, if nothing is between.
    func originsFile(secret: String = secretKey, endpoint: String? = nil) throws -> BytePath {
        try directory.file("id", Self.keyID, mode: 0o600)
        try directory.file("secret", secret, mode: 0o600)
        let line = """
            s3://\(Self.bucket) endpoint=\(endpoint ?? url) region=\(Self.region) key=@id secret=@secret

            """
        return try directory.file("origins", line, mode: 0o600)
    }
}
