internal import Gateway

/// The directory that names are selected in: that of one URL path, with the root that the location has for it.
struct SelectionPlace: Equatable {
    let root: String
    /// Decoded, with the mount.
    let path: [UInt8]

    init(_ variables: MetaVariables, root: String) {
        self.root = root
        path = (variables["SCRIPT_NAME"] ?? []) + (variables["PATH_INFO"] ?? [])
    }
}
