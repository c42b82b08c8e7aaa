/// What a process does with the content of one file, watched by strace, and made to fail if wanted.
public struct FileTrace: Sendable {
    /// The calls that read a file or have the kernel send it.
    private static let calls = "read,pread64,readv,preadv,preadv2,sendfile,splice,copy_file_range"

    private let directory: TemporaryTree
    private let log: BytePath
    private let file: BytePath
    private let failure: String?

    /// - Parameters:
    ///   - directory: Where the trace is kept.
    ///   - failure: Of which calls, and how, as strace's `inject` has it.
    public init(of file: BytePath, in directory: TemporaryTree, injecting failure: String? = nil) {
        self.directory = directory
        log = directory.at("trace of \(BytePath(file.name))")
        self.file = file
        self.failure = failure
    }

    /// What a command has to begin with so that `log` tells which files it opens and reads.
    public static func wrapper(writing log: BytePath) -> [String] {
        [
            "strace", "-D", "-f", "-y", "-o", log.text,
            "-e", "trace=open,openat,openat2,read,pread64,readv,preadv,sendfile,mmap",
        ]
    }

    /// What the command has to begin with.
    public var wrapper: [String] {
        ["strace", "-D", "-f", "-o", log.text, "-P", file.text, "-e", "trace=\(Self.calls)"]
            + (failure.map { ["-e", "inject=\($0)"] } ?? [])
    }

    /// Bytes that were read of the file, and that the kernel has sent, up to now: a call is written down before the
    /// process goes on. The single byte that a plan reads of its first file does not count.
    public func counts() throws -> (read: Int, sent: Int) {
        guard FileSystem.exists(log) else { return (0, 0) }
        var (read, sent) = (0, 0)
        for line in try FileSystem.text(log).split(separator: "\n") {
            // A call during which another thread did something ends on a line of its own.
            guard let match = line.firstMatch(of: /([a-z0-9_]+)(\(| resumed).* = ([0-9]+)( |$)/),
                let count = Int(match.3)
            else { continue }
            if match.1.contains("read") { read += count == 1 ? 0 : count } else { sent += count }
        }
        return (read, sent)
    }
}
