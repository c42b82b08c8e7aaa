internal import Lists

/// What the administrator has set for a location that serves lists.
struct ListSettings: Equatable {
    var manifest: ManifestSource
    /// `PENSTOCK_SOURCES`: what lists may name beside what lies beneath the root.
    var sources: [SourceItem] = []
    /// `PENSTOCK_VERIFY`: how many objects servers are asked for before the first byte: all or none, beside those of which
    /// the list gives no size.
    var objectsAskedFor = 0
    /// The most bytes of a list. What its plan does not need is not kept.
    var maxBytes: UInt64 = 256 << 20
    /// For how many seconds a list in a spool is good.
    var spoolAge: Int64 = 86_400

    /// What an item of `PENSTOCK_SOURCES` looks like, for those who wrote none.
    static let sourceForm =
        "PREFIX=DIRECTORY with an absolute path, PREFIX=URL, or a URL: http, https or s3://BUCKET/"

    /// One item of `PENSTOCK_SOURCES`. What is neither a URL nor an absolute path is no target.
    static func source(_ text: String) -> SourceItem? {
        guard let item = SourceItem(text), item.directory?.hasPrefix("/") ?? true else { return nil }
        return item
    }
}
