/// Files of this repository that the tests use as they are shipped.
public enum ProjectFiles {
    /// The package's directory.
    public static let root: BytePath = {
        let here = BytePath(#filePath)
        return here.parent.parent.parent
    }()

    /// What an administrator includes in an nginx location.
    public static var nginxSnippet: BytePath { root / "nginx/penstock.conf" }

    /// What is included behind that where archives are to be cached.
    public static var nginxCacheSnippet: BytePath { root / "nginx/penstock-cache.conf" }

    /// What the cache needs in the http block.
    public static var nginxCacheZone: BytePath { root / "nginx/penstock-cache-zone.conf" }

    /// A program of Scripts/.
    public static func script(_ name: BytePath) -> BytePath { root / "Scripts" / name }

    /// Where Scripts/test puts the Debian package.
    public static var packages: BytePath { root / ".build/debian" }

    /// The Debian that Scripts/test makes where it can be booted.
    public static var debianTree: BytePath { root / ".build/debian-tree" }
}
