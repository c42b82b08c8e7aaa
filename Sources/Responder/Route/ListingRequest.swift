internal import FileTree
internal import HTTP
internal import Pages

/// A request for a folder itself, not for an archive of it.
struct ListingRequest {
    /// The decoded path below the mount.
    let path: [UInt8]
    let query: ListingQuery
    /// JSON or HTML.
    let form: DocumentForm
    let settings: LocationSettings

    /// - Returns: nil if an archive is asked for, or the location shows no folders.
    init?(
        path: [UInt8], fields: [(name: String, value: [UInt8])], settings: LocationSettings, method: Method,
        accept: String?
    ) {
        guard settings.showsListings, method != .post, ArchiveRequest.suffix(of: path) == nil else {
            return nil
        }
        let formats = fields.filter { $0.name == "format" }.map(\.value)
        let isJSON = formats.contains(Array("json".utf8))
        guard formats.isEmpty || isJSON else { return nil }
        self.path = path
        self.settings = settings
        query = ListingQuery(fields)
        form = isJSON || DocumentForm(accept: accept) == .json ? .json : .html
    }

    /// Whether relative references of a page lead to what is in the folder.
    var endsInSlash: Bool { path.isEmpty || path.last == UInt8(ascii: "/") }
}
