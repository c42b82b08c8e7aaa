internal import HTTP

/// The head of a response, line by line (RFC 9112 §4, §5).
///
/// Heads of interim responses (1xx) come before and are forgotten. Trailers come behind it and are no part of it.
struct ReceivedHead {
    /// Bytes of all heads of a response together.
    static let limit = 32 << 10

    private enum Place {
        case statusLine
        case fields
        case behind
    }

    private(set) var status = 0
    private(set) var headers: [(name: String, value: [UInt8])] = []
    private var place = Place.statusLine
    private var byteCount = 0

    /// Whether the head of the final response is all there.
    var isComplete: Bool { place == .behind }

    /// Takes the next line, with its line end.
    ///
    /// - Throws: ``HTTPClientError/malformed(_:)``.
    mutating func take(_ bytes: [UInt8]) throws(HTTPClientError) {
        guard place != .behind else { return }
        byteCount += bytes.count
        guard byteCount <= Self.limit else { throw .malformed("the head is larger than 32 KiB") }
        var line = bytes[...]
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        guard line.allSatisfy(\.isFieldCharacter) else {
            throw .malformed("a line of the head has a CR or a NUL")
        }
        switch place {
        case .statusLine: try takeStatusLine(line)
        case .fields where line.isEmpty: try end()
        case .fields: try takeField(line)
        case .behind: break
        }
    }

    private mutating func takeStatusLine(_ line: ArraySlice<UInt8>) throws(HTTPClientError) {
        let digits = line.drop { $0 != 0x20 }.dropFirst().prefix { $0 != 0x20 }
        guard line.starts(with: "HTTP/".utf8), digits.count == 3,
            let status = Int(String(decoding: digits, as: UTF8.self)), status >= 100
        else { throw .malformed("no status line where one must be") }
        self.status = status
        headers = []
        place = .fields
    }

    private mutating func takeField(_ line: ArraySlice<UInt8>) throws(HTTPClientError) {
        // A folded line goes on with the value above; a space stands for the fold (RFC 9112 §5.2).
        if line.first?.isBlank == true, !headers.isEmpty {
            headers[headers.count - 1].value += [0x20] + line.trimmingBlanks
            return
        }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard !name.isEmpty, name.count < line.count, name.allSatisfy(\.isTokenCharacter) else {
            throw .malformed("a line of the head is no field")
        }
        let value = Array(line.dropFirst(name.count + 1).trimmingBlanks)
        headers.append((String(decoding: name, as: UTF8.self), value))
    }

    private mutating func end() throws(HTTPClientError) {
        // What follows a 101 is no HTTP, and nobody asked for that.
        guard status != 101 else { throw .malformed("the server switched to another protocol") }
        place = status < 200 ? .statusLine : .behind
    }
}
