import Glibc

/// The program under test.
public enum PenstockBinary {
    /// `PENSTOCK_BINARY`, or the `penstock` that was built beside the running tests.
    public static let path: String = {
        if let path = FileSystem.environment("PENSTOCK_BINARY") { return path }
        let bundle = (try? FileSystem.target(ofLink: "/proc/self/exe")) ?? ""
        return (bundle.parent / "penstock").text
    }()

    /// True if it was built for release, so that memory limits hold as they are published.
    public static var isRelease: Bool { path.contains("/release/") }

    /// A copy that every user may run, for the time of the test process; beside it there is nothing.
    public static let shared: BytePath = {
        do {
            let directory = try FileSystem.makeTemporaryDirectory(
                "binary", in: FileSystem.temporaryDirectory)
            ExitCleanup.removeAtExit(directory)
            try copy(to: directory / "penstock")
            return directory / "penstock"
        } catch {
            preconditionFailure("no copy of \(path): \(error)")
        }
    }()

    /// A copy that every user may run, wherever the checkout lies.
    static func copy(to path: BytePath) throws {
        try FileSystem.write(FileSystem.read(BytePath(Self.path)), to: path)
        try FileSystem.setMode(0o755, of: path)
    }
}
