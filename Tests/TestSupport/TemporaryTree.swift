/// A directory that is removed when the last reference goes.
public final class TemporaryTree: Sendable {
    public enum Place: Sendable {
        /// `TMPDIR`.
        case disk
        /// In memory if it can be: thousands of files are made and removed several times faster.
        case memory
    }

    /// Absolute; ASCII without spaces, so that it can stand in any configuration file.
    public let root: BytePath

    public init(_ label: String = "tree", in place: Place = .disk) throws {
        let memory = place == .memory ? FileSystem.memoryDirectory : nil
        root = try FileSystem.makeTemporaryDirectory(label, in: memory ?? FileSystem.temporaryDirectory)
    }

    public var path: String { root.text }

    /// The absolute path of `path` in here.
    public func at(_ path: BytePath) -> BytePath { root / path }

    @discardableResult
    public func directory(_ path: BytePath, mode: UInt32? = nil, modified: FileTime? = nil) throws -> BytePath
    {
        try FileSystem.makeDirectories(at(path))
        return try finish(path, mode, modified)
    }

    @discardableResult
    public func file(
        _ path: BytePath, _ contents: [UInt8], mode: UInt32? = nil, modified: FileTime? = nil
    ) throws -> BytePath {
        try FileSystem.makeDirectories(at(path).parent)
        try FileSystem.write(contents, to: at(path))
        return try finish(path, mode, modified)
    }

    @discardableResult
    public func file(
        _ path: BytePath, _ text: String, mode: UInt32? = nil, modified: FileTime? = nil
    ) throws -> BytePath {
        try file(path, Array(text.utf8), mode: mode, modified: modified)
    }

    /// A file of `size` bytes of which none is on disk.
    @discardableResult
    public func sparseFile(_ path: BytePath, size: Int) throws -> BytePath {
        try FileSystem.makeDirectories(at(path).parent)
        try FileSystem.writeSparse(size: size, to: at(path))
        return at(path)
    }

    /// A file of hexadecimal digits: it deflates to half, never to nothing.
    @discardableResult
    public func compressibleFile(_ path: BytePath, size: Int) throws -> BytePath {
        try FileSystem.makeDirectories(at(path).parent)
        var generator = SeededGenerator(seed: 7)
        let digits = Array("0123456789abcdef".utf8)
        let block = (0..<(1 << 18)).map { _ in digits[generator.below(16)] }
        try FileSystem.write(repeating: block, size: size, to: at(path))
        return at(path)
    }

    @discardableResult
    public func link(_ path: BytePath, to target: BytePath, modified: FileTime? = nil) throws -> BytePath {
        try FileSystem.makeDirectories(at(path).parent)
        try FileSystem.makeLink(at(path), to: target)
        return try finish(path, nil, modified)
    }

    public func contents(_ path: BytePath) throws -> [UInt8] { try FileSystem.read(at(path)) }

    /// The names of `path`, in byte order.
    public func names(_ path: BytePath = "") throws -> [String] {
        try FileSystem.names(in: at(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    public func remove(_ path: BytePath) throws { try FileSystem.remove(at(path)) }

    private func finish(_ path: BytePath, _ mode: UInt32?, _ modified: FileTime?) throws -> BytePath {
        if let mode { try FileSystem.setMode(mode, of: at(path)) }
        if let modified { try FileSystem.setModified(modified, of: at(path)) }
        return at(path)
    }

    deinit { try? FileSystem.remove(root) }
}
