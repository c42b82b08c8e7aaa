/// The name of a listed entry, taken apart: its path in the archive.
struct EntryName {
    /// Why bytes are no such name.
    enum Fault: Error, Equatable {
        case empty, absolute, emptyComponent, dots, tooLong

        /// For the log.
        var reason: String {
            switch self {
            case .empty: "is empty"
            case .absolute: "is absolute"
            case .emptyComponent: "has an empty component"
            case .dots: "has a component . or .."
            case .tooLong: "has a component of more than 255 bytes"
            }
        }
    }

    let path: [UInt8]
    /// At least one.
    let components: [ArraySlice<UInt8>]

    init(_ path: [UInt8]) throws(Fault) {
        guard let first = path.first else { throw .empty }
        guard first != UInt8(ascii: "/") else { throw .absolute }
        let components = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for component in components {
            guard !component.isEmpty else { throw .emptyComponent }
            guard component.count <= 255 else { throw .tooLong }
            if component.count <= 2, component.allSatisfy({ $0 == UInt8(ascii: ".") }) { throw .dots }
        }
        self.path = path
        self.components = components
    }

    /// The path of the first `count` components.
    func path(ofFirst count: Int) -> ArraySlice<UInt8> {
        count == 0 ? [] : path[..<components[count - 1].endIndex]
    }
}
