/// The fields of a multipart/form-data body (RFC 7578), as small as a selection form needs them.
public enum MultipartForm {
    /// - Parameter contentType: With the boundary.
    /// - Throws: For a body that is not of its type.
    public static func fields(
        _ body: [UInt8], contentType: String
    ) throws(FormError) -> [(name: String, value: [UInt8])] {
        try parse(body, contentType: contentType)
    }

    static func parse<Body: BidirectionalCollection<UInt8>>(
        _ body: Body, contentType: String
    ) throws(FormError) -> [(name: String, value: [UInt8])] {
        guard let boundary = HeaderParameters.value(of: "boundary", in: contentType),
            1...70 ~= boundary.utf8.count
        else { throw .noBoundary }
        let delimiter = Array("--\(boundary)".utf8)
        guard var start = body.firstRange(of: delimiter)?.upperBound else {
            throw .noParts
        }
        var form = FormFields()
        while !body[start...].starts(with: "--".utf8) {
            // RFC 2046 §5.1.1: the line break before a delimiter belongs to it.
            guard body[start...].starts(with: lineBreak),
                let end = body[start...].dropFirst(2).firstRange(of: lineBreak + delimiter)
            else { throw .cutOff }
            let (name, value) = try field(body[start..<end.lowerBound].dropFirst(2))
            try form.append(name, value)
            start = end.upperBound
        }
        return form.fields
    }

    private static let lineBreak = Array("\r\n".utf8)

    private static func field(
        _ part: some BidirectionalCollection<UInt8>
    ) throws(FormError) -> (name: String, value: [UInt8]) {
        guard let end = part.firstRange(of: lineBreak + lineBreak) else {
            throw .partWithoutHeader
        }
        let header = String(decoding: part[..<end.lowerBound], as: UTF8.self)
        for line in header.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:")
        {
            if let name = HeaderParameters.value(of: "name", in: line) {
                return (name, Array(part[end.upperBound...]))
            }
        }
        throw .partWithoutName
    }
}
