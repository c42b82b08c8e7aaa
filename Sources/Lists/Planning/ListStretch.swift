/// Entries of a list that follow each other.
struct ListStretch {
    typealias Place = Result<SourceMap.Place, SourceMap.Fault>

    /// The most entries; about as many bytes of their names and paths. It takes a moment to plan them: a thread more pays,
    /// and an error is found soon.
    private static let (longest, largest) = (512, 256 * 1024)

    private(set) var entries: [ListEntry] = []
    private(set) var positions: [ListPosition] = []
    /// Where the path of an entry leads; nil for an entry without one.
    private(set) var places: [Place?] = []
    /// Why the list ends behind these entries, if it should not. The next stretch, which is empty, has it, too.
    private(set) var failure: ListError?

    init() {}

    /// Reads as many entries as there are. Blocks.
    init(from reader: inout ListReader, place: ([UInt8]) -> Place) {
        var size = 0
        do throws(ListError) {
            while entries.count < Self.longest, size < Self.largest, let entry = try reader.next() {
                size += entry.name.count
                var found: Place?
                if case .path(let path) = entry.source {
                    size += path.count
                    found = place(path)
                }
                entries.append(entry)
                positions.append(reader.position)
                places.append(found)
            }
        } catch { failure = error }
    }
}
