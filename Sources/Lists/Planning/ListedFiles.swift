internal import ByteIO
public import FileTree
public import Plan
internal import SystemCalls

/// Where the files of a planned list lie: 24 bytes and the path for each entry.
public struct ListedFiles: FilePlaces {
    /// More bytes of paths than there can be places for.
    struct TooLarge: Error {}

    private struct Place {
        var pathStart: UInt32 = 0
        var pathLength: UInt16 = 0
        var root: UInt16 = 0
        /// What tells this content of the file from an earlier or a later one.
        var validator: UInt64 = 0
        var checksum: UInt32 = 0
        var hasChecksum = false
    }

    private let roots: [Root]
    private var places: [Place] = []
    private var paths: [UInt8] = []

    init(roots: [Root]) { self.roots = roots }

    /// Adds an entry without a file.
    mutating func appendNothing() { places.append(Place()) }

    /// The file of an entry when it was planned.
    struct File {
        /// Below its root.
        let path: [UInt8]
        /// The index of its root.
        let root: Int
        let modified: FileTime
        /// The CRC-32 that the list gives.
        let checksum: UInt32?
    }

    /// Adds the file of an entry.
    mutating func append(_ file: File) throws(TooLarge) {
        guard let start = UInt32(exactly: paths.count), let length = UInt16(exactly: file.path.count),
            let root = UInt16(exactly: file.root)
        else { throw TooLarge() }
        paths += file.path
        if file.checksum != nil { hasChecksums = true }
        let nanoseconds = file.modified.seconds &* 1_000_000_000 &+ Int64(file.modified.nanoseconds)
        places.append(
            Place(
                pathStart: start, pathLength: length, root: root, validator: UInt64(bitPattern: nanoseconds),
                checksum: file.checksum ?? 0, hasChecksum: file.checksum != nil))
    }

    /// Makes room for an entry without a file in front of all others.
    mutating func insertNothing() { places.insert(Place(), at: 0) }

    public func place(of index: Int, in plan: Plan, cursor: inout PathCursor) -> FilePlace {
        let place = places[index]
        return FilePlace(root: roots[Int(place.root)], path: Array(path(place)))
    }

    /// Whether the list gives the CRC-32 of any file.
    public private(set) var hasChecksums = false

    /// The CRC-32 that the list gives for an entry.
    public func checksum(of index: Int) -> UInt32? {
        places[index].hasChecksum ? places[index].checksum : nil
    }

    private func path(_ place: Place) -> ArraySlice<UInt8> {
        paths[Int(place.pathStart)..<Int(place.pathStart) + Int(place.pathLength)]
    }

    /// Hands out, in portions, what tells these files from others: where they lie and when they were changed. With the
    /// plan's fingerprint, equal bytes mean equal archives.
    public func fingerprint(_ take: ([UInt8]) -> Void) {
        let portion = 64 * 1024
        var buffer: [UInt8] = []
        buffer.reserveCapacity(portion + 4096)
        for place in places {
            buffer.append(addingCapacity: 12) {
                $0.append(littleEndian: place.root)
                $0.append(littleEndian: place.pathLength)
                $0.append(littleEndian: place.validator)
            }
            buffer += path(place)
            if buffer.count >= portion {
                take(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        take(buffer)
    }
}
