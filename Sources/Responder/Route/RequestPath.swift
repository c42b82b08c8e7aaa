internal import FileTree
internal import Gateway

/// What part of the URL's path lies below the location.
enum RequestPath {
    /// The most bytes of a path or query.
    static let longest = 8 * 1024

    /// - Returns: the decoded path below the mount, as the front server gives it.
    /// - Throws: A 404 outside the mount, a 414, or a 500 if the front server does not tell the path.
    static func belowMount(_ variables: MetaVariables, mount: String?) throws(Refusal) -> [UInt8] {
        let scriptName = variables["SCRIPT_NAME"] ?? []
        let path: [UInt8]
        if let mount {
            let whole = scriptName + (variables["PATH_INFO"] ?? [])
            guard let below = strip(Array(mount.utf8), from: whole) else {
                throw .notFound("outside the mount")
            }
            path = below
        } else {
            guard let pathInfo = variables["PATH_INFO"] else {
                throw .misconfigured("no PATH_INFO: set PENSTOCK_MOUNT to the location's prefix")
            }
            path = pathInfo
        }
        guard path.count <= longest else { throw .tooLong("path") }
        return path
    }

    /// Whether an application could take a component for the directory above, and the path for one outside of its own.
    /// Java's servers drop what follows a semicolon before they look.
    static func leadsUpwards(_ path: [UInt8]) -> Bool {
        path.split(separator: UInt8(ascii: "/")).contains { component in
            component.prefix { $0 != UInt8(ascii: ";") }.elementsEqual("..".utf8)
        }
    }

    /// Takes whole components off: `/files` is no prefix of `/files2`.
    private static func strip(_ mount: [UInt8], from path: [UInt8]) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        let prefix = mount.last == slash ? Array(mount.dropLast()) : mount
        guard path.starts(with: prefix) else { return nil }
        let rest = Array(path[prefix.count...])
        return rest.isEmpty || rest.first == slash ? rest : nil
    }
}
