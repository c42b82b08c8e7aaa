internal import SystemCalls

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

extension Root {
    /// Why a link may not be stored as such. It may if it stays inside the archive, or leads to something beneath this directory,
    /// as `current -> ../releases/42` does.
    ///
    /// - Parameters:
    ///   - path: Of the link, beneath this directory.
    ///   - depth: How many levels it is below the archive's top folder.
    func objection(to target: [UInt8], at path: [UInt8], depth: Int) -> MissingReason.Link? {
        if target.first == UInt8(ascii: "/") { return .absolute }
        if LinkTarget.staysInside(target, depth: depth) { return nil }
        guard LinkTarget.staysInside(target, depth: path.count { $0 == UInt8(ascii: "/") }),
            (try? descriptor.open(beneath: path.span, for: .path, followingLinks: true)) != nil
        else { return .unsafe }
        return nil
    }
}
