/// The fields of a multipart/form-data body (RFC 7578), as small as a selection form needs them.
enum MultipartForm {
    /// - Parameter contentType: With the boundary.
    /// - Throws: A 400 for a body that is not of its type.
    static func fields<Body: BidirectionalCollection<UInt8>>(
        _ body: Body, contentType: String
    ) throws(Refusal) -> [(name: String, value: [UInt8])] {
        guard let boundary = HeaderParameters.value(of: "boundary", in: contentType),
            1...70 ~= boundary.utf8.count
        else { throw .badRequest("a multipart body without a boundary") }
        let delimiter = Array("--\(boundary)".utf8)
        guard var start = body.firstRange(of: delimiter)?.upperBound else {
            throw .badRequest("a multipart body without parts")
        }
        var fields: [(name: String, value: [UInt8])] = []
        while !body[start...].starts(with: "--".utf8) {
            // RFC 2046 §5.1.1: the line break before a delimiter belongs to it.
            guard body[start...].starts(with: lineBreak),
                let end = body[start...].dropFirst(2).firstRange(of: lineBreak + delimiter)
            else { throw .badRequest("a multipart body that is cut off") }
            fields.append(try field(body[start..<end.lowerBound].dropFirst(2)))
            start = end.upperBound
        }
        return fields
    }

    private static let lineBreak = Array("\r\n".utf8)

    private static func field(
        _ part: some BidirectionalCollection<UInt8>
    ) throws(Refusal) -> (name: String, value: [UInt8]) {
        guard let end = part.firstRange(of: lineBreak + lineBreak) else {
            throw .badRequest("a part without a header")
        }
        let header = String(decoding: part[..<end.lowerBound], as: UTF8.self)
        for line in header.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:")
        {
            if let name = HeaderParameters.value(of: "name", in: line) {
                return (name, Array(part[end.upperBound...]))
            }
        }
        throw .badRequest("a part without a name")
    }
}
