internal import Archive
internal import ArgumentParser
internal import Compression
internal import FileTree
internal import Lists
internal import Plan
internal import SystemCalls

/// What `penstock pack` can be told.
struct PackOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to this file; else to standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(help: "zip, tar or tar.gz; by default what the output's name says, else zip.")
    var format: ArchiveFormat?

    @Option(help: "store, auto, fast, default or best. (default: auto, or what the list says)")
    var compression: Effort?

    @Option(
        help: ArgumentHelp("Threads that compress; by default, one a core.", valueName: "n"),
        transform: OptionForm.number(1...1024))
    var compressionThreads = Processors.count

    @Option(
        help: ArgumentHelp("Top folder of the archive; by default that of what is packed.", valueName: "name")
    )
    var name: String?

    @Flag(help: "Include names that begin with a dot.")
    var hidden = false

    @Option(help: "follow (beneath what is packed), store or skip.")
    var symlinks = SymlinkPolicy.follow

    @Option(
        help: ArgumentHelp(
            "Leave out what matches, as a line of .gitignore: cache, *.tmp, /top, build/, a/**/b. Repeatable.",
            valueName: "glob"),
        transform: OptionForm.pattern)
    var exclude: [GlobPattern] = []

    @Option(help: "report: leave unreadable files out and list them in MISSING.txt; fail: make no archive.")
    var unreadable = UnreadablePolicy.report

    @Option(
        help: ArgumentHelp(
            "exact: names as they are; portable: names that Windows, macOS and USB sticks can hold, what was renamed is listed in RENAMED.txt."
        ))
    var names = NamePolicy.exact

    @Option(
        help: ArgumentHelp(
            "Pack what a list names, as an application hands it over: .json, .jsonl, else mod_zip's lines.",
            valueName: "file"),
        completion: .file())
    var list: String?

    @Option(
        help: ArgumentHelp(
            "Where the paths of the list lead; by default, the current directory.", valueName: "dir"),
        completion: .directory)
    var root: String?

    @Option(
        help: ArgumentHelp(
            "What else the list may name, as PENSTOCK_SOURCES: PREFIX=DIRECTORY, PREFIX=URL or URL. Repeatable.",
            valueName: "source"),
        transform: OptionForm.source)
    var source: [SourceItem] = []

    @Option(
        help: ArgumentHelp(
            "A file of keys and certificates for the servers that the list names.", valueName: "file"),
        completion: .file())
    var origins: String?

    @Argument(
        help: ArgumentHelp(
            "A directory, a file, or several of them, which lie in the archive as beneath the deepest directory that holds all.",
            valueName: "path"), completion: .file())
    var paths: [String] = []

    /// Whether a path itself begins with a dot: what is asked for by name is meant.
    var namesHidden: Bool {
        paths.contains { path in
            guard let last = path.split(separator: "/").last else { return false }
            return last.hasPrefix(".") && last != "." && last != ".."
        }
    }

    func validate() throws {
        guard paths.isEmpty != (list == nil) else {
            throw ValidationError("What is to be packed? Give paths, or --list.")
        }
        if list != nil {
            guard name == nil, !hidden, exclude.isEmpty else {
                throw ValidationError("--name, --hidden and --exclude have no meaning for --list.")
            }
        } else if root != nil || !source.isEmpty || origins != nil {
            throw ValidationError("--root, --source and --origins are for --list.")
        }
        if format == nil, let ending = output.flatMap({ OutputName($0).otherFormat }) {
            throw ValidationError(
                "penstock makes no \(ending): --output must end in .zip, .tar, .tar.gz or .tgz, or --format say what it is."
            )
        }
        if let name, !FolderName.isGood(name) {
            throw ValidationError("--name must be a plain file name that does not begin with a dot.")
        }
    }
}
