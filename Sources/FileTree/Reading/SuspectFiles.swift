internal import Synchronization

/// Files that could not be read when their turn came, though all had looked well before, as behind an NFS server that
/// squashes root. Used by many threads.
///
/// Of each, the next plan reads the first byte. So a file of which nothing can be read is listed as missing, instead of
/// ending one archive of its folder after the other. One with a bad block in the middle still does.
public final class SuspectFiles: Sendable {
    /// Beyond so many, the ones that were noted first are forgotten: their archives break off once more.
    private static let largestCount = 1000

    private let paths = Mutex<[[UInt8]]>([])

    public init() {}

    /// Notes that the content of a file could not be had.
    public func note(_ place: FilePlace) {
        let path = place.root.absolutePath(of: place.path)
        paths.withLock { paths in
            guard !paths.contains(path) else { return }
            paths.append(path)
            if paths.count > Self.largestCount { paths.removeFirst() }
        }
    }

    /// Those that are noted by now, by paths that begin with that of their root.
    public var noted: Set<[UInt8]> { paths.withLock { Set($0) } }
}
