internal import Archive
internal import Compression
internal import FileTree
internal import Gateway
internal import Plan
internal import SystemCalls

/// What the administrator has set for a location of the front server (`PENSTOCK_*` meta-variables).
struct LocationSettings: Equatable {
    /// Nil if the location names none.
    var root: String?
    /// Nil for `SCRIPT_NAME`.
    var mount: String?
    var formats: [ArchiveFormat] = [.zip, .tar, .tarGzip]
    var effort = Effort.auto
    var policy = TreePolicy()
    /// Name for the root itself, which does not begin with a dot; nil for its directory's.
    var name: String?
    var ranges = RangePolicy.whole
    /// Whether the location shows folders that no archive is asked of.
    var showsListings = false
    /// The URL or the absolute path at which a server in front serves the root's files; nil if none does.
    var files: String?
    /// Whether the location answers `penstock doctor`.
    var answersProbes = false
    /// Whether the location tells how the service is, and nothing else.
    var showsStatus = false
    /// Nil if the location serves trees.
    var lists: ListSettings?

    private static let prefix = "PENSTOCK_"

    /// - Throws: A 500 whose reason names the parameter and what it may be: a typing error in a configuration must be loud.
    init(_ variables: MetaVariables) throws(Refusal) {
        let names = variables.names(withPrefix: Self.prefix)
        // Whether others have a meaning depends on it.
        let manifest = names.filter { $0 == Self.prefix + "MANIFEST" }
        for name in manifest + names.filter({ !manifest.contains($0) }) {
            guard let value = variables.text(name) else { throw .misconfigured("\(name) is not UTF-8") }
            try set(String(name.dropFirst(Self.prefix.count)), to: value)
        }
    }

    private mutating func set(_ parameter: String, to text: String) throws(Refusal) {
        do throws(ParameterFault) {
            try set(parameter, to: ParameterValue(text: text))
        } catch { throw .misconfigured(error.reason(Self.prefix + parameter, text)) }
    }

    private mutating func set(_ parameter: String, to value: ParameterValue) throws(ParameterFault) {
        if lists != nil, ["HIDDEN", "EXCLUDE", "LISTING", "FILES"].contains(parameter) {
            throw .onlyForTrees
        }
        switch parameter {
        case "MANIFEST":
            lists = ListSettings(manifest: try value.read(ManifestSource(value.text), ManifestSource.form))
        case "SOURCES", "VERIFY", "MANIFEST_MAX_BYTES", "SPOOL_AGE": try setForLists(parameter, to: value)
        case "ROOT": root = try value.absolutePath()
        case "MOUNT":
            let isPrefix = value.text.isEmpty || value.text.hasPrefix("/")
            mount = try value.read(isPrefix ? value.text : nil, "empty, or a path that begins with a slash")
        case "NAME":
            let isGood = ArchiveName.isSafe(Array(value.text.utf8)) && FolderName.isGood(value.text)
            name = try value.read(
                isGood ? value.text : nil, "a plain file name that does not begin with a dot")
        case "FORMATS":
            formats = try value.items(
                ParameterValue.words(of: ArchiveFormat.self), ArchiveFormat.init(rawValue:))
        case "COMPRESSION": effort = try value.word(Effort.self)
        case "RANGES": ranges = try value.word(RangePolicy.self)
        case "HIDDEN": policy.includesHidden = try value.flag()
        case "SYMLINKS": policy.symlinks = try value.word(SymlinkPolicy.self)
        case "NAMES": policy.names = try value.word(NamePolicy.self)
        case "UNREADABLE": policy.unreadable = try value.word(UnreadablePolicy.self)
        case "EXCLUDE": policy.excluded = try value.items(GlobPattern.form, GlobPattern.init)
        case "MAX_BYTES": policy.maxBytes = try value.bytes()
        case "MAX_ENTRIES": policy.maxEntries = try value.number(of: "files and directories", from: 1)
        case "MAX_DEPTH": policy.maxDepth = try value.number(of: "directories")
        case "PROBE": answersProbes = try value.flag()
        case "LISTING": showsListings = try value.flag()
        case "FILES":
            let isAddress = ["/", "http://", "https://"].contains { value.text.hasPrefix($0) }
            files = try value.read(isAddress ? value.text : nil, "a URL, or a path that begins with a slash")
        case "STATUS": showsStatus = try value.flag()
        default: throw .unknown
        }
    }

    private mutating func setForLists(_ parameter: String, to value: ParameterValue) throws(ParameterFault) {
        guard var settings = lists else { throw .onlyForLists }
        switch parameter {
        case "SOURCES": settings.sources = try value.items(ListSettings.sourceForm, ListSettings.source)
        case "VERIFY":
            settings.objectsAskedFor = try value.read(["on": .max, "auto": 0][value.text], "on or auto")
        case "MANIFEST_MAX_BYTES": settings.maxBytes = try value.bytes()
        case "SPOOL_AGE": settings.spoolAge = try value.number(of: "seconds")
        default: throw .unknown
        }
        lists = settings
    }
}
