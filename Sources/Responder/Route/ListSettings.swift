/// What the administrator has set for a location that serves lists.
struct ListSettings: Equatable {
    var manifest: ManifestSource
    /// `PENSTOCK_SOURCES`: paths of lists that begin so, and the directories that stand for that.
    var sources: [SourceDirectory] = []
    /// The most bytes of a list. What its plan does not need is not kept.
    var maxBytes: UInt64 = 256 << 20
    /// For how many seconds a list in a spool is good.
    var spoolAge: Int64 = 86_400
}

/// One item of `PENSTOCK_SOURCES`.
struct SourceDirectory: Equatable {
    let prefix: String
    /// The absolute path of a directory.
    let directory: String

    /// - Parameter text: `PREFIX=DIRECTORY`.
    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].contains(where: { $0 != "/" }), parts[1].hasPrefix("/"),
            !parts[0].split(separator: "/").contains(where: { $0 == "." || $0 == ".." }),
            !parts[0].contains(":")
        else { return nil }
        prefix = String(parts[0])
        directory = String(parts[1])
    }
}
