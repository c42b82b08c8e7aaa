internal import CLinux
private import Glibc

/// Calls on paths that the person at the keyboard names.
public enum FilePaths {
    /// Creates a file that does not exist yet, to be written to.
    public static func create(_ path: String) throws(SystemCallError) -> FileDescriptor {
        FileDescriptor(adopting: try checked("open", unsafe penstock_create(path)))
    }

    /// Opens a file of the process's own to be read, and written to at its end only; creates it if need be.
    public static func openLog(_ path: String) throws(SystemCallError) -> FileDescriptor {
        FileDescriptor(adopting: try checked("open", unsafe penstock_open_log(path)))
    }

    /// Creates a directory for this process's user alone, unless something is there already.
    public static func createDirectory(_ path: String) { _ = unsafe mkdir(path, 0o700) }

    /// What is at `path` itself; nil if nothing is.
    public static func kind(of path: String) -> FileStatus.Kind? {
        guard let place = try? FileDescriptor.open(Array(path.utf8).span, for: .path) else { return nil }
        return try? place.status().kind
    }

    /// Gives a file another name, in place of a file that has it.
    public static func rename(_ path: String, to newPath: String) throws(SystemCallError) {
        let result = unsafe Glibc.rename(path, newPath)
        _ = try checked("rename", result < 0 ? -errno : result)
    }

    /// Removes a file, if it is there.
    public static func remove(_ path: String) { _ = unsafe unlink(path) }

    /// The absolute path of what `path` leads to, without symbolic links and dots (realpath(3)).
    public static func real(_ path: String) throws(SystemCallError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe result.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return -Int(ENOMEM) }
            return unsafe penstock_real_path(path, start.assumingMemoryBound(to: CChar.self))
        }
        result.removeSubrange(try checked("realpath", count)...)
        return result
    }
}
