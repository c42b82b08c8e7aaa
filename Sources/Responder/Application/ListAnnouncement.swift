internal import Archive
internal import ByteIO
internal import HTTP
internal import Lists

/// What the head of an application's answer says of the archive. It says that by code alone: a header field cannot be
/// set by a file that a user has uploaded and that the application serves.
struct ListAnnouncement {
    /// The field that makes an answer a list.
    static let field = "x-archive-files"
    /// Fields of the answer that the archive's answer has as well.
    private static let taken: Set<String> = ["set-cookie", "cache-control", "vary"]

    /// Fields by which mod_zip is told what penstock has no use for: names are UTF-8, and no field of the client's is sent
    /// on to where files lie.
    private static let ignorable: Set<String> = [
        "x-archive-charset", "x-archive-name-sep", "x-archive-pass-headers",
    ]

    let form: ListForm
    /// Nil for `auto`.
    let format: ArchiveFormat?
    /// Fields to be passed on.
    let headers: [Header]
    /// Names of fields that have no effect, for the log.
    let ignored: [String]
    /// The application's Content-Disposition, which counts if the list names no file.
    let disposition: Header?

    /// Whether an answer that is no list looks like one whose header field was forgotten.
    static func isMissing(status: Int, headers: [(name: String, value: [UInt8])]) -> Bool {
        guard status == 200, !headers.contains(where: { $0.name.lowercased() == field }),
            let type = headers.last(where: { $0.name.lowercased() == "content-type" })
        else { return false }
        return ListForm(mediaType: String(decoding: type.value, as: UTF8.self)) != .text
    }

    /// - Returns: nil for an answer that is no list.
    /// - Throws: A 502 for a list of a format that there is not.
    init?(status: Int, headers: [(name: String, value: [UInt8])]) throws(Refusal) {
        func value(_ name: String) -> [UInt8]? { headers.last { $0.name.lowercased() == name }?.value }
        guard status == 200, let word = value(Self.field) else { return nil }
        let text = String(decoding: word, as: UTF8.self).lowercased()
        format = ArchiveFormat(rawValue: text)
        guard format != nil || text == "auto" else {
            throw .badList("X-Archive-Files cannot be \"\(word.printable)\"")
        }
        form = ListForm(mediaType: String(decoding: value("content-type") ?? [], as: UTF8.self))
        self.headers = headers.compactMap { header in
            Self.taken.contains(header.name.lowercased()) ? Header(passingOn: header.name, header.value) : nil
        }
        ignored = headers.map(\.name).filter { Self.ignorable.contains($0.lowercased()) }
        disposition = value("content-disposition").flatMap { Header(passingOn: "Content-Disposition", $0) }
    }
}
