import Glibc

/// The calls that make and change files, on paths of any bytes.
public enum FileSystem {
    public static func makeDirectory(_ path: BytePath) throws {
        guard unsafe mkdir(path.cString, 0o755) == 0 || errno == EEXIST else {
            throw SystemFailure("mkdir", path)
        }
    }

    /// Makes `path` and whatever is missing above it.
    public static func makeDirectories(_ path: BytePath) throws {
        if exists(path) || path.bytes.isEmpty { return }
        try makeDirectories(path.parent)
        try makeDirectory(path)
    }

    /// A fresh directory in `parent` that other users may enter.
    static func makeTemporaryDirectory(_ label: String, in parent: BytePath) throws -> BytePath {
        var template = (parent / "penstock-\(label)-XXXXXX").cString
        guard unsafe mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", parent) }
        let path = BytePath(template.dropLast().map { UInt8(bitPattern: $0) })
        try setMode(0o755, of: path)
        return path
    }

    /// Where temporary files go on disk.
    static var temporaryDirectory: BytePath { BytePath(environment("TMPDIR") ?? "/tmp") }

    /// A file system in memory with room for the largest tree, if there is one.
    static let memoryDirectory: BytePath? = {
        let path: BytePath = "/dev/shm"
        var status = statvfs()
        guard unsafe statvfs(path.cString, &status) == 0 else { return nil }
        return status.f_bavail * status.f_frsize >= 2 << 30 ? path : nil
    }()

    public static func write(_ bytes: [UInt8], to path: BytePath) throws {
        let descriptor = try create(path)
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path)
    }

    /// Writes `block` over and over until the file has `size` bytes.
    public static func write(repeating block: [UInt8], size: Int, to path: BytePath) throws {
        let descriptor = try create(path)
        defer { close(descriptor) }
        var left = size
        while left > 0 {
            try writeAll(left < block.count ? Array(block.prefix(left)) : block, to: descriptor, path)
            left -= min(left, block.count)
        }
    }

    /// A file that is one hole.
    public static func writeSparse(size: Int, to path: BytePath) throws {
        let descriptor = try create(path)
        defer { close(descriptor) }
        guard ftruncate(descriptor, size) == 0 else { throw SystemFailure("ftruncate", path) }
    }

    /// Puts `bytes` in the place of others in a file that is there.
    public static func overwrite(_ bytes: [UInt8], at offset: Int, of path: BytePath) throws {
        let descriptor = unsafe open(path.cString, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure("open", path) }
        defer { close(descriptor) }
        guard lseek(descriptor, offset, SEEK_SET) == offset else { throw SystemFailure("lseek", path) }
        try writeAll(bytes, to: descriptor, path)
    }

    public static func truncate(_ path: BytePath, to size: Int) throws {
        guard unsafe Glibc.truncate(path.cString, size) == 0 else { throw SystemFailure("truncate", path) }
    }

    public static func makeLink(_ path: BytePath, to target: BytePath) throws {
        guard unsafe symlink(target.cString, path.cString) == 0 else { throw SystemFailure("symlink", path) }
    }

    public static func makeFIFO(_ path: BytePath) throws {
        guard unsafe mkfifo(path.cString, 0o644) == 0 else { throw SystemFailure("mkfifo", path) }
    }

    /// The device that /dev/zero is; only root may.
    public static func makeZeroDevice(_ path: BytePath) throws {
        guard unsafe mknod(path.cString, S_IFCHR | 0o666, 1 << 8 | 5) == 0 else {
            throw SystemFailure("mknod", path)
        }
    }

    public static func rename(_ path: BytePath, to target: BytePath) throws {
        guard unsafe Glibc.rename(path.cString, target.cString) == 0 else {
            throw SystemFailure("rename", path)
        }
    }

    public static func setMode(_ mode: UInt32, of path: BytePath) throws {
        guard unsafe chmod(path.cString, mode) == 0 else { throw SystemFailure("chmod", path) }
    }

    /// Of the link itself, if `path` is one.
    public static func setModified(_ time: FileTime, of path: BytePath) throws {
        let moment = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
        guard unsafe utimensat(AT_FDCWD, path.cString, [moment, moment], AT_SYMLINK_NOFOLLOW) == 0 else {
            throw SystemFailure("utimensat", path)
        }
    }

    public static func setOwner(_ id: UInt32, of path: BytePath) throws {
        guard unsafe lchown(path.cString, id, id) == 0 else { throw SystemFailure("lchown", path) }
    }

    /// Removes a file, a link or a whole directory, however deep; what is not there is no error.
    public static func remove(_ path: BytePath) throws {
        try remove(path, in: AT_FDCWD)
    }

    private static func remove(_ name: BytePath, in directory: Int32) throws {
        if unsafe unlinkat(directory, name.cString, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw SystemFailure("unlinkat", name) }
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe openat(directory, name.cString, flags)
        guard descriptor >= 0 else { throw SystemFailure("openat", name) }
        defer { close(descriptor) }
        for child in try names(in: "/proc/self/fd/\(String(descriptor))") {
            try remove(BytePath(child), in: descriptor)
        }
        guard unsafe unlinkat(directory, name.cString, AT_REMOVEDIR) == 0 else {
            throw SystemFailure("unlinkat", name)
        }
    }

    private static func create(_ path: BytePath) throws -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        let descriptor = unsafe open(path.cString, flags, 0o644)
        guard descriptor >= 0 else { throw SystemFailure("open", path) }
        return descriptor
    }

    static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: BytePath) throws {
        try unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                guard count > 0 else { throw SystemFailure("write", path) }
                offset += count
            }
        }
    }
}
