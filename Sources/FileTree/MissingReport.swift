internal import ByteIO

/// The text of the last entry of an archive from which something is missing.
public enum MissingReport {
    /// How many are listed by name: a tree of a million unreadable files must not fill the memory with its paths.
    public static let limit = 10_000

    /// `MISSING.txt`, with a number if the tree has such a file itself.
    public static func name(isTaken: ([UInt8]) -> Bool) -> [UInt8] {
        var name = Array("MISSING.txt".utf8)
        var number = 1
        while isTaken(name) {
            number += 1
            name = Array("MISSING (\(number)).txt".utf8)
        }
        return name
    }

    /// One line for each, sorted as the archive is. It depends on the tree alone, as all of the archive
    /// does.
    ///
    /// - Parameter count: How many are missing in all.
    public static func text(_ missing: [TreePlan.Missing], of count: Int) -> [UInt8] {
        let lines = missing.map { "\($0.path.printableLine): \($0.reason)\n" }
        let rest = count > missing.count ? "and \(count - missing.count) more\n" : ""
        return Array("These are not in this archive:\n\n\(lines.joined())\(rest)".utf8)
    }
}
