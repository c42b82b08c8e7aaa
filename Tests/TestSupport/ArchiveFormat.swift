/// The formats penstock writes.
public enum ArchiveFormat: String, Sendable, CaseIterable, CustomStringConvertible {
    case zip = "zip"
    case tar = "tar"
    case tarGzip = "tar.gz"

    public var description: String { rawValue }

    public var mediaType: String {
        switch self {
        case .zip: "application/zip"
        case .tar: "application/x-tar"
        case .tarGzip: "application/gzip"
        }
    }
}
