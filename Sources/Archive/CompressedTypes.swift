/// File name endings of data that is compressed already, so that deflate would only cost time.
enum CompressedTypes {
    private static let endings: Set<String> = [
        // pictures
        "jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "heic", "heif", "jxl", "jp2",
        // sound and film
        "mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "flac", "wma", "ac3",
        "mp4", "m4v", "mkv", "webm", "mov", "avi", "wmv", "flv", "mpg", "mpeg", "3gp", "ogv", "m2ts", "vob",
        // archives and packed data
        "zip", "gz", "tgz", "bz2", "tbz", "tbz2", "xz", "txz", "lz", "lzma", "lz4", "zst", "tzst", "br", "7z",
        "rar",
        "z", "cab", "jar", "war", "ear", "apk", "ipa", "deb", "rpm", "udeb", "whl", "crx", "xpi", "squashfs",
        "dmg",
        // documents and fonts that are zip or deflate inside
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "cbz", "cbr", "woff", "woff2",
    ]
    private static let longestEnding = 8

    /// Whether `name` ends like a compressed type.
    static func contain(_ name: Span<UInt8>) -> Bool {
        var ending: [UInt8] = []
        for index in stride(from: name.count - 1, through: 0, by: -1) {
            if name[index] == UInt8(ascii: ".") {
                return endings.contains(String(decoding: ending.reversed(), as: UTF8.self))
            }
            guard ending.count < longestEnding else { return false }
            ending.append(name[index] | (0x40...0x5F ~= name[index] ? 0x20 : 0))
        }
        return false
    }
}
