internal import SystemCalls

/// A file that gets its name only once it is whole.
struct PackOutput: ~Copyable {
    private let path: String
    private let temporaryPath: String
    private let descriptor: FileDescriptor
    private var isKept = false

    init(path: String) throws(SystemCallError) {
        self.path = path
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let temporaryPath = "\(path[..<slash]).\(path[slash...]).\(currentProcess).partial"
        FilePaths.remove(temporaryPath)
        descriptor = try FilePaths.create(temporaryPath)
        self.temporaryPath = temporaryPath
    }

    /// A sink that writes to the file; it has a descriptor of its own.
    func sink(isStopped: @escaping () -> Bool) throws(SystemCallError) -> FileSink {
        FileSink(try descriptor.duplicate(), isStopped: isStopped)
    }

    /// Gives the file its name.
    consuming func keep() throws(SystemCallError) {
        try FilePaths.rename(temporaryPath, to: path)
        isKept = true
    }

    deinit {
        if !isKept { FilePaths.remove(temporaryPath) }
    }
}
