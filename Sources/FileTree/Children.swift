internal import SystemCalls

/// The names to visit in one directory: all that it has, or the selected ones.
enum Children: Sendable {
    case all(DirectoryListing)
    case selected([(name: [UInt8], branch: Selection.Branch?)])

    var count: Int {
        switch self {
        case .all(let listing): listing.count
        case .selected(let names): names.count
        }
    }

    /// Whether there are more than may be.
    var areCut: Bool {
        switch self {
        case .all(let listing): listing.isCut
        case .selected: false
        }
    }

    /// Whether a name that is not there is the request's fault.
    var areRequested: Bool {
        switch self {
        case .all: false
        case .selected: true
        }
    }

    func name(at position: Int) -> ArraySlice<UInt8> {
        switch self {
        case .all(let listing): listing.name(at: position)
        case .selected(let names): names[position].name[...]
        }
    }

    /// What is selected below the name; nil is everything.
    func branch(at position: Int) -> Selection.Branch? {
        switch self {
        case .all: nil
        case .selected(let names): names[position].branch
        }
    }
}

/// A directory that is open, and the names in it that are to be visited.
final class OpenDirectory: Sendable {
    let descriptor: FileDescriptor
    let children: Children

    init(_ descriptor: consuming FileDescriptor, children: Children) {
        self.descriptor = descriptor
        self.children = children
    }

    func status(at position: Int) throws(SystemCallError) -> FileStatus {
        try descriptor.status(of: children.name(at: position).span)
    }
}
