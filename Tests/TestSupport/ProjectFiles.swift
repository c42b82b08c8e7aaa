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
}
