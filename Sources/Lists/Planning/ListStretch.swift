/// Entries of a list that follow each other.
struct ListStretch {
    typealias Place = Result<SourceMap.Place, SourceMap.Fault>

    /// The most entries; about as many bytes of their names and paths. It takes a moment to plan them: a thread more pays,
    /// and an error is found soon.
    private static let (longest, largest) = (512, 256 * 1024)

    private(set) var entries: [ListEntry] = []
    private(set) var positions: [ListPosition] = []
    /// Where the content of an entry lies; nil if the list has it.
    private(set) var places: [Place?] = []
    /// Why the list ends behind these entries, if it should not.
    private(set) var failure: ListError?

    init() {}

    /// Reads as many entries as there are. Blocks.
    init(from reader: inout ListReader, place: (ListEntry.Source) -> Place?) {
        var size = 0
        do throws(ListError) {
            while entries.count < Self.longest, size < Self.largest, let entry = try reader.next() {
                size += entry.name.count + entry.source.count
                entries.append(entry)
                positions.append(reader.position)
                places.append(place(entry.source))
            }
        } catch { failure = error }
    }
}

extension ListEntry.Source {
    /// Bytes that it holds, about.
    fileprivate var count: Int {
        switch self {
        case .directory: 0
        case .path(let bytes), .location(_, let bytes), .url(let bytes), .s3(let bytes), .text(let bytes),
            .link(let bytes):
            bytes.count
        }
    }
}
