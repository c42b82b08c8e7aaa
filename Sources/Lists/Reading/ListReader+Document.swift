/// A list that is one document of JSON.
extension ListReader {
    mutating func nextOfDocument() throws(ListFault) -> ListEntry? {
        while true {
            switch place {
            case .start:
                isArrayAlone = try buffer.take("[")
                if !isArrayAlone { try buffer.expect("{", else: "neither an object nor an array") }
                place = isArrayAlone ? .files(isFirst: true) : .root(isFirst: true)
            case .root(let isFirst):
                if let field: HeadField = try buffer.member(isFirst: isFirst) {
                    place = .root(isFirst: false)
                    try takeMember(field)
                } else {
                    guard hasFiles else { throw .malformed(field: "files", reason: "missing") }
                    place = .end
                }
            case .files(let isFirst):
                if try buffer.beginsElement(isFirst: isFirst) {
                    place = .files(isFirst: false)
                    position.entry += 1
                    try buffer.expect("{", else: "no object")
                    return try entry(from: try buffer.member(isFirst: true))
                }
                place = isArrayAlone ? .end : .root(isFirst: false)
            case .end:
                guard try buffer.upcoming() == nil else { throw .malformed("more behind the list") }
                return nil
            }
        }
    }

    /// Takes the value of a field of the list; of its entries, only the opening bracket.
    private mutating func takeMember(_ field: HeadField) throws(ListFault) {
        guard field == .files else { return try head.take(field, from: &buffer) }
        if try buffer.takeNull() { return }
        guard !hasFiles else { throw .malformed(field: "files", reason: "given twice") }
        guard try buffer.take("[") else { throw .malformed(field: "files", reason: "no array") }
        hasFiles = true
        place = .files(isFirst: true)
    }

    /// Takes an object that is an entry.
    ///
    /// - Parameter first: Its first field, whose name was taken; nil if the whole of an empty object was.
    mutating func entry(from first: EntryField?) throws(ListFault) -> ListEntry {
        var fields = EntryFields()
        var next = first
        while let field = next {
            try fields.take(field, from: &buffer)
            next = try buffer.member(isFirst: false)
        }
        return try fields.finish()
    }
}
