/// A request for an archive of a list.
struct ListRequest {
    /// Decoded, below the mount.
    let path: [UInt8]
    /// The application's alone.
    let query: [UInt8]
    /// The body of a POST; nil for another method.
    let body: [UInt8]?
    let lists: ListSettings
    let location: LocationSettings
}
