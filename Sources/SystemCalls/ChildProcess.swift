private import Glibc

/// A program of the system whose output is read here. It is killed if its owner does not wait for it.
public struct ChildProcess: ~Copyable {
    /// Its standard output.
    private let output: FileDescriptor
    private let process: pid_t
    /// Whether its number may be another's by now.
    private var isEnded = false

    private init(_ process: pid_t, output: consuming FileDescriptor) {
        self.process = process
        self.output = output
    }

    /// Starts a program that is looked for in `PATH`; it has no input, and shares standard error.
    public static func start(
        _ program: String, _ arguments: [String]
    ) throws(SystemCallError) -> ChildProcess {
        let pipe = try Pipe.open()
        let output = FileDescriptor(adopting: pipe.reading)
        let input = FileDescriptor(adopting: pipe.writing)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input.number, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        var process: pid_t = 0
        let result = unsafe posix_spawnp(&process, program, &actions, nil, &words, environ)
        _ = try checked(program, -result)
        return ChildProcess(process, output: output)
    }

    /// Appends what the program writes next, at most `limit` bytes. Blocks.
    ///
    /// - Returns: how many bytes there were; 0 at the end.
    public borrowing func read(_ limit: Int, appendingTo bytes: inout [UInt8]) throws(SystemCallError) -> Int
    {
        let before = bytes.count
        try bytes.append(addingCapacity: limit) { (free) throws(SystemCallError) in
            try output.read(into: &free, atMost: limit)
        }
        return bytes.count - before
    }

    /// Waits until it ends. Blocks.
    ///
    /// - Returns: its exit status; 128 and the number of the signal if one ended it, as in a shell.
    public consuming func wait() -> Int32 {
        isEnded = true
        return Self.wait(process)
    }

    private static func wait(_ process: pid_t) -> Int32 {
        var status: CInt = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return 0 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    deinit {
        if isEnded { return }
        kill(process, SIGKILL)
        _ = Self.wait(process)
    }
}
