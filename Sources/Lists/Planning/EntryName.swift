/// The name of a listed entry: its path in the archive.
struct EntryName {
    /// Why bytes are no such name.
    enum Fault: Error, Equatable {
        case empty, absolute, emptyComponent, dots, tooLong, nul

        /// For the log.
        var reason: String {
            switch self {
            case .empty: "is empty"
            case .absolute: "is absolute"
            case .emptyComponent: "has an empty component"
            case .dots: "has a component . or .."
            case .tooLong: "has a component of more than 255 bytes"
            case .nul: "has a NUL"
            }
        }
    }

    let path: [UInt8]
    /// At least 1.
    let depth: Int
    /// Where the last component begins.
    let lastStart: Int

    init(_ path: [UInt8]) throws(Fault) {
        guard let first = path.first else { throw .empty }
        guard first != UInt8(ascii: "/") else { throw .absolute }
        var depth = 1
        var start = 0
        let bytes = path.span
        for index in bytes.indices where bytes[index] == UInt8(ascii: "/") || bytes[index] == 0 {
            guard bytes[index] != 0 else { throw .nul }
            try Self.check(bytes.extracting(start..<index))
            start = index + 1
            depth += 1
        }
        try Self.check(bytes.extracting(start..<bytes.count))
        self.path = path
        self.depth = depth
        lastStart = start
    }

    private static func check(_ component: Span<UInt8>) throws(Fault) {
        guard !component.isEmpty else { throw .emptyComponent }
        guard component.count <= 255 else { throw .tooLong }
        if component.count <= 2, component[0] == UInt8(ascii: "."),
            component[component.count - 1] == UInt8(ascii: ".")
        {
            throw .dots
        }
    }

    /// The path of the directory that holds the entry; empty at the top level.
    var directoryPath: ArraySlice<UInt8> { path[..<max(0, lastStart - 1)] }

    var last: ArraySlice<UInt8> { path[lastStart...] }
}
