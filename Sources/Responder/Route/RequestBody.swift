internal import Gateway
internal import HTTP

/// The form in the body of a POST.
enum RequestBody {
    /// The most bytes of a body.
    static let limit = 4 * 1024 * 1024

    /// Reads the body. Blocks.
    ///
    /// - Throws: A 413 for a body over ``limit``, a 400 for one of another length than its headers say.
    static func bytes(of exchange: some Exchange) throws(Refusal) -> [UInt8] {
        let variables = exchange.metaVariables
        let announced = try announcedLength(variables.text("CONTENT_LENGTH") ?? "")
        if let announced, announced > limit { throw .bodyTooLarge }
        guard let body = exchange.readBody(limit: limit) else {
            throw .badRequest("a body that breaks off")
        }
        guard body.count <= limit else { throw .bodyTooLarge }
        guard announced == nil || announced == body.count else {
            throw .badRequest("a body of another length than announced")
        }
        return body
    }

    /// Parses a body.
    ///
    /// - Throws: A 400 for a body that is not what its headers say.
    static func fields(
        _ body: [UInt8], _ variables: MetaVariables
    ) throws(Refusal) -> [(name: String, value: [UInt8])] {
        let contentType = variables.text("CONTENT_TYPE") ?? ""
        do {
            switch contentType.prefix(while: { $0 != ";" }).filter({ $0 != " " }).lowercased() {
            case "application/x-www-form-urlencoded": return try URLEncoding.fields(body)
            case "multipart/form-data": return try MultipartForm.fields(body, contentType: contentType)
            case "application/json": return try JSONForm.fields(body)
            case "" where body.isEmpty: return []
            default: break
            }
        } catch { throw Refusal(error) }
        throw .badRequest("a body of a type that is not understood")
    }

    /// - Returns: nil if the front server does not know it. A number too long for 64 bits is too large as
    ///   well.
    private static func announcedLength(_ text: String) throws(Refusal) -> Int? {
        if text.isEmpty { return nil }
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            throw .badRequest("a content length that is no number")
        }
        return Int(text) ?? .max
    }
}
