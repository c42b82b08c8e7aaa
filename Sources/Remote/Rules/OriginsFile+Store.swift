/// Lines of S3-compatible stores.
extension OriginsFile {
    /// What servers without regions expect.
    private static let commonRegion = "us-east-1"

    /// - Parameter text: `s3://BUCKET`, with or without a slash behind it.
    static func bucket(
        _ text: String, _ fields: OriginFields
    ) throws(OriginsError) -> (name: String, prefix: OriginPrefix) {
        guard let prefix = OriginPrefix(text), prefix.length == 0 else {
            throw fields.error("prefix", "is not s3:// and a bucket")
        }
        return (String(prefix.description.dropFirst("s3://".count)), prefix)
    }

    static func store(
        _ bucket: String, _ fields: OriginFields, _ credentials: some CredentialSource
    ) throws(OriginsError) -> S3Store {
        let region = try fields.value("region") ?? commonRegion
        guard !region.isEmpty, region.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"/,".utf8.contains($0) }) else {
            throw fields.error("region", "is no region")
        }
        return S3Store(
            bucket: bucket, endpoint: try endpoint(fields), region: region,
            keys: try keys(fields, credentials))
    }

    private static func endpoint(_ fields: OriginFields) throws(OriginsError) -> S3Endpoint {
        guard let text = try fields.value("endpoint") else { throw fields.error("endpoint", "is missing") }
        guard let server = S3Endpoint.server(text) else {
            throw fields.error("endpoint", "is no http or https URL of a server")
        }
        let styleText = try fields.value("style") ?? S3Endpoint.Style.path.rawValue
        guard let style = S3Endpoint.Style(rawValue: styleText) else {
            throw fields.error("style", "is neither path nor host")
        }
        guard let endpoint = S3Endpoint(server, style) else {
            throw fields.error("style", "is host, but the endpoint has a number for a host")
        }
        return endpoint
    }

    /// - Returns: nil if the line has none: a public bucket.
    private static func keys(
        _ fields: OriginFields, _ credentials: some CredentialSource
    ) throws(OriginsError) -> S3Keys? {
        let id = try fields.secret("key", credentials)
        let secret = try fields.secret("secret", credentials)
        let token = try fields.secret("token", credentials)
        guard let id, let secret else {
            guard id == nil, secret == nil, token == nil else {
                throw fields.error(id == nil ? "key" : "secret", "is missing")
            }
            return nil
        }
        guard S3Keys.isID(id.bytes) else { throw fields.error("key", "has what no id of a key has") }
        guard token?.isFieldValue ?? true else { throw fields.error("token", "has what no header field has") }
        return S3Keys(id: String(decoding: id.bytes, as: UTF8.self), secret: secret, token: token)
    }
}
