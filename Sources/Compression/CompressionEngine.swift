internal import CISAL
internal import CZlib

/// What compresses: archives made by another engine have other bytes.
public enum CompressionEngine {
    /// Tells the engines of an effort from all others: by name and version, and by what they make of a sample, since
    /// ISA-L does not say at run time which version is loaded, and makes other bytes on other architectures.
    ///
    /// Empty for `store`, whose bytes are the format's own. The first call takes some milliseconds.
    public static func identity(of effort: Effort) -> String {
        switch effort {
        case .store: ""
        case .auto, .fast: quick
        // The quick one decides on what these compress.
        case .default: quick + "\n" + thorough
        case .best: quick + "\n" + best
        }
    }

    private static let quick = text(
        "ISA-L \(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION)", Igzip())
    private static let thorough = text(zlib, Deflater(level: BlockCompressor.thoroughLevel))
    private static let best = text(zlib, Deflater(level: BlockCompressor.bestLevel))
    private static let zlib = "zlib \(unsafe zlibVersion().map { unsafe String(cString: $0) } ?? "?")"

    private static func text(_ name: String, _ engine: any BlockDeflater) -> String {
        "\(name), sample \(String(EngineSample.checksum(of: engine), radix: 16))"
    }
}
