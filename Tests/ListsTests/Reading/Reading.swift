import Lists

/// All that a reader makes of a list.
struct Reading: Equatable {
    var entries: [ListEntry] = []
    var positions: [ListPosition] = []
    var head = ListHead()
    var error: ListError?

    init(_ form: ListForm, _ bytes: [UInt8], pieces: [Int] = []) {
        self.init(form, PiecewiseList(bytes, pieces: pieces))
    }

    init(_ form: ListForm, _ text: String) { self.init(form, Array(text.utf8)) }

    init(_ form: ListForm, _ input: PiecewiseList) {
        var reader = ListReader(form, from: input)
        do throws(ListError) {
            while let entry = try reader.next() {
                entries.append(entry)
                positions.append(reader.position)
            }
        } catch { self.error = error }
        head = reader.head
    }
}

extension ListEntry.Source {
    static func path(_ text: String) -> Self { .path(Array(text.utf8)) }
    /// - Parameter written: As it stands in the list, if it is not the path itself.
    static func location(_ path: String, written: String? = nil) -> Self {
        .location(path: Array(path.utf8), written: Array((written ?? path).utf8))
    }
    static func url(_ text: String) -> Self { .url(Array(text.utf8)) }
    static func s3(_ text: String) -> Self { .s3(Array(text.utf8)) }
    static func text(_ text: String) -> Self { .text(Array(text.utf8)) }
    static func link(_ text: String) -> Self { .link(Array(text.utf8)) }
}

extension ListEntry {
    init(
        _ name: String, _ source: Source, size: UInt64? = nil, checksum: UInt32? = nil, tag: String? = nil,
        modified: Int64? = nil, permissions: UInt16? = nil
    ) {
        self.init(
            name: Array(name.utf8), source: source, size: size, checksum: checksum,
            entityTag: tag.map { Array($0.utf8) }, modified: modified, permissions: permissions)
    }
}
