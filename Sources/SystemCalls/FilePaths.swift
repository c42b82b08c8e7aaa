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

    /// The first line of a small text file, without its end; nil if it cannot be read.
    public static func firstLine(of path: String) -> String? {
        var bytes: [UInt8] = []
        guard let file = try? FileDescriptor.open(Array(path.utf8).span, for: .content),
            (try? file.read(4096, appendingTo: &bytes)) != nil
        else { return nil }
        return String(validating: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Whether a file can be made in a directory, by making one and removing it.
    public static func checkWritable(_ directory: String) throws(SystemCallError) {
        let path = "\(directory)/.penstock-\(currentProcess)"
        _ = try create(path)
        remove(path)
    }

    /// Bytes that a file system has left for this process (statvfs(3)); nil if it cannot be told.
    public static func freeSpace(at path: String) -> UInt64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
            by: UInt64(status.f_frsize))
        return overflow ? .max : bytes
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
