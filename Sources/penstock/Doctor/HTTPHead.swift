/// Status and header fields of an HTTP response, as curl prints them.
struct HTTPHead: Equatable {
    let status: Int
    /// By name in lowercase; of a name that comes twice, the last.
    private let fields: [String: String]

    /// - Parameter lines: Of one head, without the empty one.
    /// - Returns: nil if that is no head.
    init?(_ lines: [String]) {
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
        self.status = status
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields[line[..<colon].lowercased()] = String(value.map { $0.isPrintable ? $0 : "?" })
        }
        self.fields = fields
    }

    subscript(_ name: String) -> String? { fields[name.lowercased()] }

    /// In bytes, if the head tells.
    var contentLength: Int? { self["Content-Length"].flatMap { Int($0) } }
}

extension Character {
    /// Whether it does nothing to a terminal but show.
    fileprivate var isPrintable: Bool { asciiValue.map { 0x20...0x7E ~= $0 } ?? false }
}
