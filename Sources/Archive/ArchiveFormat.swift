/// A kind of archive. Raw values are the words of the interface.
public enum ArchiveFormat: String, CaseIterable, Sendable {
    case zip
    case tar
    case tarGzip = "tar.gz"

    /// The endings of file names that mean this format, the usual one first.
    public var suffixes: [String] {
        switch self {
        case .zip: [".zip"]
        case .tar: [".tar"]
        case .tarGzip: [".tar.gz", ".tgz"]
        }
    }

    public var mediaType: String {
        switch self {
        case .zip: "application/zip"
        case .tar: "application/x-tar"
        case .tarGzip: "application/gzip"
        }
    }

    /// The end of `name` that stands for a format, and the format; nil for any other name.
    public static func suffix(of name: [UInt8]) -> (text: String, format: ArchiveFormat)? {
        for format in allCases {
            for text in format.suffixes where name.suffix(text.utf8.count).elementsEqual(text.utf8) {
                return (text, format)
            }
        }
        return nil
    }
}
