/// Lists of lines.
extension ListReader {
    /// A line that is an object of JSON. The first may hold the head instead of an entry.
    mutating func nextObjectLine() throws(ListFault) -> ListEntry? {
        while try buffer.upcoming() == nil {
            guard try takeLineFeed() else { return nil }
        }
        let isFirst = place == .start
        place = .files(isFirst: false)
        position.entry += 1
        try buffer.expect("{", else: "no object")
        let first: EntryField? = try buffer.member(isFirst: true)
        if isFirst, first == .archive {
            position.entry = 0
            try takeHead()
            return try nextObjectLine()
        }
        let entry = try entry(from: first)
        try expectEndOfLine()
        return entry
    }

    /// Takes the rest of `{"archive": {…}}`.
    private mutating func takeHead() throws(ListFault) {
        if try !buffer.takeNull() {
            guard try buffer.take("{") else { throw .malformed(field: "archive", reason: "no object") }
            var next: HeadField? = try buffer.member(isFirst: true)
            while let field = next {
                try head.take(field, from: &buffer)
                next = try buffer.member(isFirst: false)
            }
        }
        try buffer.expect("}", else: "more than archive in its line")
        try expectEndOfLine()
    }

    private mutating func expectEndOfLine() throws(ListFault) {
        guard try buffer.upcoming() == nil else { throw .malformed("more behind the object") }
    }

    /// A line of mod_zip's text.
    mutating func nextTextLine() throws(ListFault) -> ListEntry? {
        place = .files(isFirst: false)
        while true {
            if try takeLineFeed() { continue }
            guard let line = try buffer.line() else { return nil }
            let text = line.prefix(
                upTo: (line.lastIndex { $0 != UInt8(ascii: "\r") } ?? line.startIndex - 1) + 1)
            if text.isEmpty { continue }
            position.entry += 1
            return try ModZipLine.entry(text)
        }
    }

    private mutating func takeLineFeed() throws(ListFault) -> Bool {
        guard try buffer.peek() == UInt8(ascii: "\n") else { return false }
        buffer.start += 1
        position.line? += 1
        return true
    }
}
