/// What a responder has answered so far.
public struct FastCGIResponse: Sendable {
    /// How the answer's records end.
    public enum Ending: Equatable, Sendable {
        /// Not yet.
        case open
        /// END_REQUEST: a whole answer, as the responder says.
        case endRequest(applicationStatus: UInt32, protocolStatus: UInt8)
        /// Bytes that are no record of this request.
        case invalidRecord
        /// The connection was closed without END_REQUEST.
        case closed
    }

    public internal(set) var status = 0
    public internal(set) var headers: [(name: String, value: String)] = []
    public internal(set) var body: [UInt8] = []
    /// Bytes of body received, kept or not.
    public internal(set) var bodyCount = 0
    public internal(set) var standardError = ""
    public internal(set) var ending = Ending.open
    /// The head before it is whole.
    var head: [UInt8] = []
    var headIsWhole = false

    /// The only header of that name, or nil.
    public subscript(_ name: String) -> String? {
        let values = values(name)
        return values.count == 1 ? values[0] : nil
    }

    public func values(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    public var contentLength: Int? { self["Content-Length"].flatMap { Int($0) } }

    public var text: String { String(decoding: body, as: UTF8.self) }

    public var isComplete: Bool { ending == .endRequest(applicationStatus: 0, protocolStatus: 0) }

    mutating func append(output: ArraySlice<UInt8>, keepingBody: Bool) {
        if headIsWhole {
            bodyCount += output.count
            if keepingBody { body += output }
            return
        }
        head += output
        guard let end = Self.endOfHead(head) else { return }
        headIsWhole = true
        parse(head[..<end.first])
        let rest = head[end.second...]
        head.removeSubrange(end.first...)
        append(output: rest, keepingBody: keepingBody)
    }

    private mutating func parse(_ head: ArraySlice<UInt8>) {
        status = 200
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            if name.lowercased() == "status" {
                status = Int(value.prefix(3)) ?? 0
            } else {
                headers.append((name, String(value)))
            }
        }
    }

    /// Where the head ends and the body begins.
    private static func endOfHead(_ bytes: [UInt8]) -> (first: Int, second: Int)? {
        var previous = -1
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            let line = bytes[(previous + 1)..<index].filter { $0 != 0x0D }
            if line.isEmpty, previous >= 0 { return (previous + 1, index + 1) }
            previous = index
        }
        return nil
    }
}
