/// The fields of one entry, as they come; at the end, the entry.
struct EntryFields {
    private var entry = ListEntry(name: [], source: .directory)
    /// A bit for each ``EntryField/Slot`` that has a value.
    private var filled: UInt8 = 0

    /// Takes the value of `field`. Null leaves the field as if it were not there.
    mutating func take(_ field: EntryField, from buffer: inout ListBuffer) throws(ListFault) {
        do throws(ListFault) {
            if try buffer.takeNull() { return }
            guard !has(field.slot) else {
                throw .malformed(field.slot == .source ? "a second source" : "given twice")
            }
            filled |= 1 << field.slot.rawValue
            try takeValue(of: field, from: &buffer)
        } catch { throw error.blaming(field.rawValue) }
    }

    private mutating func takeValue(of field: EntryField, from buffer: inout ListBuffer) throws(ListFault) {
        switch field {
        case .name, .zipPath: entry.name = try buffer.textWithoutNUL()
        case .path: entry.source = .path(try buffer.textWithoutNUL())
        case .url: entry.source = .url(try buffer.textWithoutNUL())
        case .s3: entry.source = .s3(try buffer.textWithoutNUL())
        case .link: entry.source = .link(try buffer.textWithoutNUL())
        case .text: entry.source = .text(try buffer.text())
        case .size: entry.size = try buffer.size()
        case .crc32: entry.checksum = try buffer.checksum()
        case .etag: entry.entityTag = try buffer.entityTag()
        case .mtime: entry.modified = try buffer.modified()
        case .mode: entry.permissions = try buffer.permissions()
        case .archive: throw .malformed("not alone in the first line")
        }
    }

    /// The entry, when all of its fields were taken.
    consuming func finish() throws(ListFault) -> ListEntry {
        guard has(.name) else { throw .malformed(field: "name", reason: "missing") }
        if entry.name.last == UInt8(ascii: "/") {
            guard !has(.source) else {
                throw .malformed(field: "name", reason: "a directory, since it ends in /, but with a source")
            }
            entry.removeTrailingSlashes()
        } else {
            guard has(.source) else { throw .malformed("no source: path, url, s3, text or link") }
        }
        return entry
    }

    private func has(_ slot: EntryField.Slot) -> Bool { filled & 1 << slot.rawValue != 0 }
}

extension ListEntry {
    mutating func removeTrailingSlashes() {
        while name.last == UInt8(ascii: "/") { name.removeLast() }
    }
}
