import Glibc

extension FileSystem {
    public static func info(_ path: BytePath) throws -> FileInfo {
        var status = stat()
        guard unsafe lstat(path.cString, &status) == 0 else { throw SystemFailure("lstat", path) }
        return FileInfo(status)
    }

    /// True for a link that leads nowhere, too.
    public static func exists(_ path: BytePath) -> Bool {
        (try? info(path)) != nil
    }

    /// The names in a directory, in byte order, without `.` and `..`.
    public static func names(in path: BytePath) throws -> [[UInt8]] {
        guard let stream = unsafe opendir(path.cString) else { throw SystemFailure("opendir", path) }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    public static func target(ofLink path: BytePath) throws -> BytePath {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe start.map { unsafe readlink(path.cString, $0, bytes.count) } ?? -1
        }
        guard count >= 0 else { throw SystemFailure("readlink", path) }
        return BytePath(Array(buffer.prefix(count)))
    }

    /// The whole file.
    public static func read(_ path: BytePath) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachBlock(of: path) { block in
            bytes += block
            return true
        }
        return bytes
    }

    public static func text(_ path: BytePath) throws -> String {
        String(decoding: try read(path), as: UTF8.self)
    }

    /// Hands out the file in blocks of at most 1 MiB until `body` returns false.
    static func forEachBlock(of path: BytePath, _ body: (ArraySlice<UInt8>) throws -> Bool) throws {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure("open", path) }
        defer { close(descriptor) }
        // Files of /proc have no size.
        let blockSize = max(4096, min(try size(path), 1 << 20))
        var buffer = [UInt8](repeating: 0, count: blockSize)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            guard count >= 0 else { throw SystemFailure("read", path) }
            if count == 0 { return }
            guard try body(buffer[..<count]) else { return }
        }
    }

    public static func sameContents(_ left: BytePath, _ right: BytePath) throws -> Bool {
        let size = try size(left)
        guard try self.size(right) == size else { return false }
        let descriptors = [left, right].map { unsafe open($0.cString, O_RDONLY | O_CLOEXEC) }
        defer { for descriptor in descriptors { close(descriptor) } }
        guard descriptors[0] >= 0 else { throw SystemFailure("open", left) }
        guard descriptors[1] >= 0 else { throw SystemFailure("open", right) }
        let blockSize = max(4096, min(size, 256 << 10))
        var buffers = [[UInt8]](repeating: [UInt8](repeating: 0, count: blockSize), count: 2)
        while true {
            let counts = (0..<2).map { side in
                unsafe buffers[side].withUnsafeMutableBytes {
                    unsafe Glibc.read(descriptors[side], $0.baseAddress, $0.count)
                }
            }
            guard counts[0] >= 0, counts[0] == counts[1] else { return false }
            if counts[0] == 0 { return true }
            guard unsafe memcmp(buffers[0], buffers[1], counts[0]) == 0 else { return false }
        }
    }

    /// Through links.
    public static func size(_ path: BytePath) throws -> Int {
        var status = stat()
        guard unsafe stat(path.cString, &status) == 0 else { throw SystemFailure("stat", path) }
        return status.st_size
    }

    public static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// True if the tests run as root.
    public static var isRoot: Bool { geteuid() == 0 }

    /// A bound unix socket that nobody listens on.
    public static func makeSocket(_ path: BytePath) throws {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket", path) }
        defer { close(descriptor) }
        guard unsafe SocketAddress.unix(path).withPointer({ unsafe bind(descriptor, $0, $1) }) == 0 else {
            throw SystemFailure("bind", path)
        }
    }
}
