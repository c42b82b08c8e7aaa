/// Whether a symbolic link may be stored in an archive.
public enum LinkTarget {
    /// Whether `target` cannot lead more than `depth` levels up: out of the archive's top folder, whatever it is unpacked
    /// into, or out of the root.
    ///
    /// It may go up only at its beginning, where the directories are real: after a name that may itself be a
    /// link, `..` could be anywhere.
    ///
    /// - Parameter depth: How many levels below that folder the link's directory is.
    public static func staysInside(_ target: [UInt8], depth: Int) -> Bool {
        // A backslash parts components where the archive may be unpacked.
        guard !target.isEmpty, target[0] != UInt8(ascii: "/"), !target.contains(UInt8(ascii: "\\")) else {
            return false
        }
        let up = Array("..".utf8)
        let components = target.split(separator: UInt8(ascii: "/")).filter { $0 != [UInt8(ascii: ".")] }
        let climbs = components.prefix { $0.elementsEqual(up) }.count
        return climbs <= depth && !components.dropFirst(climbs).contains { $0.elementsEqual(up) }
    }
}
