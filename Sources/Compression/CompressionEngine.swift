internal import CZlib

/// What compresses, by name and version: archives made by another engine have other bytes.
public enum CompressionEngine {
    public static let identity: String = {
        let version = unsafe zlibVersion().map { unsafe String(cString: $0) } ?? "?"
        return "zlib \(version), \(BlockCompressor.blockSize)-byte blocks"
    }()
}
