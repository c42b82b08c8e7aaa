internal import CISAL
internal import CZlib

/// What compresses, by name and version: archives made by another engine have other bytes.
public enum CompressionEngine {
    /// The engine of an effort; empty for `store`, whose bytes are the format's own.
    public static func identity(of effort: Effort) -> String {
        switch effort {
        case .store: ""
        case .auto, .fast: quick
        case .default, .best: zlib
        }
    }

    private static let quick =
        "ISA-L \(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION) level \(penstock_igzip_level)"
        + blocks
    private static let zlib =
        "zlib \(unsafe zlibVersion().map { unsafe String(cString: $0) } ?? "?")" + blocks
    private static let blocks = ", \(BlockCompressor.blockSize)-byte blocks, test 2"
}
