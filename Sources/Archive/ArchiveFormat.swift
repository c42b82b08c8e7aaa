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

    /// The format that the end of `name` stands for, and the name without it.
    public static func split(_ name: some StringProtocol) -> (stem: String, format: ArchiveFormat)? {
        for format in allCases {
            for suffix in format.suffixes where name.hasSuffix(suffix) {
                return (String(name.dropLast(suffix.count)), format)
            }
        }
        return nil
    }
}
