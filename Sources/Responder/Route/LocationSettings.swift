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
    /// Nil if the location serves trees.
    var lists: ListSettings?

    private static let prefix = "PENSTOCK_"

    /// - Throws: A 500 whose reason names the parameter: a typing error in a configuration must be loud.
    init(_ variables: MetaVariables) throws(Refusal) {
        if let manifest = variables.text(Self.prefix + "MANIFEST") {
            guard let source = ManifestSource(manifest) else {
                throw .misconfigured("PENSTOCK_MANIFEST cannot be \"\(manifest)\"")
            }
            lists = ListSettings(manifest: source)
        }
        for name in variables.names(withPrefix: Self.prefix) {
            guard let value = variables.text(name) else { throw .misconfigured("\(name) is not UTF-8") }
            let parameter = String(name.dropFirst(Self.prefix.count))
            do {
                try set(parameter, to: value)
            } catch {
                switch error {
                case .unknown: throw .misconfigured("unknown parameter \(name)")
                case .badValue: throw .misconfigured("\(name) cannot be \"\(value)\"")
                case .onlyForTrees: throw .misconfigured("\(name) has no meaning for lists")
                case .onlyForLists: throw .misconfigured("\(name) without PENSTOCK_MANIFEST")
                }
            }
        }
    }

    private enum Fault: Error {
        case unknown, badValue, onlyForTrees, onlyForLists
    }

    private mutating func set(_ parameter: String, to value: String) throws(Fault) {
        if lists != nil, ["HIDDEN", "EXCLUDE", "LISTING", "FILES"].contains(parameter) {
            throw .onlyForTrees
        }
        switch parameter {
        case "MANIFEST": break
        case "SOURCES", "VERIFY", "MANIFEST_MAX_BYTES", "SPOOL_AGE": try setForLists(parameter, to: value)
        case "ROOT": root = try accept(value) { $0.hasPrefix("/") }
        case "MOUNT": mount = try accept(value) { $0.isEmpty || $0.hasPrefix("/") }
        case "NAME": name = try accept(value) { ArchiveName.isSafe(Array($0.utf8)) && FolderName.isGood($0) }
        case "FORMATS": formats = try words(value, ArchiveFormat.init(rawValue:))
        case "COMPRESSION": effort = try parse(Effort(rawValue: value))
        case "RANGES": ranges = try parse(RangePolicy(rawValue: value))
        case "HIDDEN": policy.includesHidden = try parse(["on": true, "off": false][value])
        case "SYMLINKS": policy.symlinks = try parse(SymlinkPolicy(rawValue: value))
        case "NAMES": policy.names = try parse(NamePolicy(rawValue: value))
        case "UNREADABLE": policy.unreadable = try parse(UnreadablePolicy(rawValue: value))
        case "EXCLUDE": policy.excluded = try words(value, GlobPattern.init)
        case "MAX_BYTES": policy.maxBytes = try parse(Self.number(value))
        case "MAX_ENTRIES": policy.maxEntries = try accept(try parse(Self.number(value))) { $0 > 0 }
        case "MAX_DEPTH": policy.maxDepth = try parse(Self.number(value))
        case "PROBE": answersProbes = try parse(["on": true, "off": false][value])
        case "LISTING": showsListings = try parse(["on": true, "off": false][value])
        case "FILES":
            files = try accept(value) {
                $0.hasPrefix("/") || $0.hasPrefix("http://") || $0.hasPrefix("https://")
            }
        // This page is not part of this version: it can only be told to have none.
        case "STATUS": _ = try accept(value) { $0 == "off" }
        default: throw .unknown
        }
    }

    private mutating func setForLists(_ parameter: String, to value: String) throws(Fault) {
        guard var settings = lists else { throw .onlyForLists }
        switch parameter {
        case "SOURCES": settings.sources = try words(value, ListSettings.source)
        case "VERIFY": settings.objectsAskedFor = try parse(["on": .max, "auto": 0][value])
        case "MANIFEST_MAX_BYTES": settings.maxBytes = try parse(Self.number(value))
        case "SPOOL_AGE": settings.spoolAge = try parse(Self.number(value))
        default: throw .unknown
        }
        lists = settings
    }

    /// Digits alone: Swift's own parsing takes a sign.
    private static func number<T: FixedWidthInteger>(_ text: String) -> T? {
        text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? T(text) : nil
    }

    private func parse<T>(_ value: T?) throws(Fault) -> T {
        guard let value else { throw .badValue }
        return value
    }

    private func accept<T>(_ value: T, if isGood: (T) -> Bool) throws(Fault) -> T {
        guard isGood(value) else { throw .badValue }
        return value
    }

    private func words<T>(_ text: String, _ make: (String) -> T?) throws(Fault) -> [T] {
        var result: [T] = []
        for word in text.split(separator: " ") { result.append(try parse(make(String(word)))) }
        return try accept(result) { !$0.isEmpty }
    }
}
