/// How a list is written.
public enum ListForm: Sendable, Equatable {
    /// One document (RFC 8259): an object whose `files` is an array of entries, or that array alone.
    case json
    /// An entry a line, as an object of JSON.
    case jsonLines
    /// An entry a line, as mod_zip reads them: CRC-32, size, location, name.
    case text

    /// - Parameter mediaType: The value of Content-Type. Parameters, case and white space do not matter. A type that is
    ///   no JSON stands for ``text``, and so does none (an empty string).
    public init(mediaType: String) {
        let type = mediaType.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        self =
            switch type {
            case "application/json": .json
            case "application/jsonl", "application/x-ndjson": .jsonLines
            default: .text
            }
    }

    /// - Parameter fileName: Ends in `.json` or `.jsonl`; with any other ending the file is ``text``.
    public init(fileName: String) {
        self = fileName.hasSuffix(".json") ? .json : fileName.hasSuffix(".jsonl") ? .jsonLines : .text
    }
}
