internal import ByteIO
internal import SystemCalls

/// A file that gets its name only once it is whole.
struct PackOutput: ~Copyable {
    private let path: String
    private let temporaryPath: String
    private let descriptor: FileDescriptor
    private var isKept = false

    /// - Parameter path: May be a symbolic link to the file; anything else that is no file is left alone.
    init(path: String) throws(PackFailure) {
        let path = (try? FilePaths.real(path)).flatMap { String(validating: $0, as: UTF8.self) } ?? path
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let temporaryPath = "\(path[..<slash]).\(path[slash...]).\(currentProcess).partial"
        descriptor = try Self.create(temporaryPath, for: path)
        self.path = path
        self.temporaryPath = temporaryPath
    }

    private static func create(
        _ temporaryPath: String, for path: String
    ) throws(PackFailure) -> FileDescriptor {
        if let kind = FilePaths.kind(of: path), kind != .regular {
            throw PackFailure("\(path) is no file; to write to it, redirect standard output")
        }
        FilePaths.remove(temporaryPath)
        do {
            return try FilePaths.create(temporaryPath)
        } catch { throw PackFailure("\(path): \(errnoText(error.errno))") }
    }

    /// A sink that writes to the file; it has a descriptor of its own.
    func sink(isStopped: @escaping () -> Bool) throws(SystemCallError) -> BufferedSink {
        FileOutput.sink(try descriptor.duplicate(), isStopped: isStopped)
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
