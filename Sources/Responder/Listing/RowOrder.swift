internal import FileTree
internal import Pages
internal import SystemCalls

/// Which rows a listing has, and in which order: folders first.
struct RowOrder {
    private let folder: Folder
    private let names: FoldedNames
    private let query: ListingQuery
    /// The bytes of what is in a folder, as far as they are known.
    private let sizes: FolderSizes?

    init(_ folder: Folder, _ query: ListingQuery, sizes: FolderSizes?) {
        self.folder = folder
        self.query = query
        self.sizes = sizes
        names = FoldedNames(folder)
    }

    /// What is found, in order.
    func items() -> [Folder.Item] {
        let sought = FoldedNames.fold(Array(query.search.utf8))
        let places = folder.items.indices.filter { sought.isEmpty || names.contains(sought, at: $0) }
        return sorted(places).map { folder.items[$0] }
    }

    private func sorted(_ places: [Int]) -> [Int] {
        switch query.sort {
        case .name: return places.sorted { precedes($0, $1) { _, _ in 0 } }
        case .time:
            return places.sorted {
                precedes($0, $1) { left, right in
                    let (left, right) = (folder.items[left].modified, folder.items[right].modified)
                    return left.seconds == right.seconds
                        ? order(left.nanoseconds, right.nanoseconds) : order(left.seconds, right.seconds)
                }
            }
        case .size:
            let bytes = folder.items.map { item in
                item.isDirectory ? sizes?[folder.name(of: item)]?.bytes ?? 0 : item.size
            }
            return places.sorted { precedes($0, $1) { order(bytes[$0], bytes[$1]) } }
        }
    }

    /// By what is sorted by, then by name, which is ascending then. No two items are equal.
    private func precedes(_ left: Int, _ right: Int, by compare: (Int, Int) -> Int) -> Bool {
        let (first, second) = (folder.items[left], folder.items[right])
        if first.isDirectory != second.isDirectory { return first.isDirectory }
        let result = compare(left, right)
        if result != 0 { return query.isDescending ? result > 0 : result < 0 }
        var byName = NaturalOrder.compare(names[left], names[right])
        // In byte order, as the folder has them.
        if byName == 0 { byName = left - right }
        return query.sort == .name && query.isDescending ? byName > 0 : byName < 0
    }

    private func order<T: Comparable>(_ left: T, _ right: T) -> Int {
        left == right ? 0 : left < right ? -1 : 1
    }
}
