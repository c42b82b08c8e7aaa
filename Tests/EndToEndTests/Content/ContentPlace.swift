import TestSupport

/// Where the content of a list can lie. To an archive it makes no difference.
enum ContentPlace: Hashable, Sendable, CustomStringConvertible {
    case disk
    /// In the list itself.
    case text
    case http
    case store(StoreServer.Kind)

    /// Those that are here.
    static let all: [ContentPlace] = [.disk, .text, .http] + StoreServer.available.map { .store($0) }

    var description: String {
        switch self {
        case .disk: "disk"
        case .text: "text"
        case .http: "http"
        case .store(let kind): kind.rawValue
        }
    }
}
