internal import ByteIO

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
        guard var start = body[...].endOfFirst(delimiter) else {
            throw .noParts
        }
        var form = FormFields()
        while !body[start...].starts(with: "--".utf8) {
            // RFC 2046 §5.1.1: the line break before a delimiter belongs to it.
            guard body[start...].starts(with: lineBreak),
                let end = body[start...].dropFirst(2).endOfFirst(lineBreak + delimiter)
            else { throw .cutOff }
            let part = body[start..<body.index(end, offsetBy: -delimiter.count - 2)].dropFirst(2)
            let (name, value) = try field(part)
            try form.append(name, value)
            start = end
        }
        return form.fields
    }

    private static let lineBreak = Array("\r\n".utf8)

    private static func field(
        _ part: some BidirectionalCollection<UInt8>
    ) throws(FormError) -> (name: String, value: [UInt8]) {
        guard let end = part[...].endOfFirst(lineBreak + lineBreak) else {
            throw .partWithoutHeader
        }
        let header = String(decoding: part[..<end].dropLast(4), as: UTF8.self)
        for line in header.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:")
        {
            if let name = HeaderParameters.value(of: "name", in: line) {
                return (name, Array(part[end...]))
            }
        }
        throw .partWithoutName
    }
}
