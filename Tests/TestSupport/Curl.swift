/// What curl got from a front server.
public struct HTTPResponse: Sendable {
    /// curl's own exit status.
    public let exit: ProcessExit
    public let status: Int
    public let headers: [(name: String, value: String)]
    /// Where the body is.
    public let body: BytePath

    /// The only header of that name, or nil.
    public subscript(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.count == 1 ? values[0] : nil
    }

    public var contentLength: Int? { self["Content-Length"].flatMap { Int($0) } }

    public var bodySize: Int { (try? FileSystem.info(body).size) ?? 0 }

    public func bytes() throws -> [UInt8] { bodySize == 0 ? [] : try FileSystem.read(body) }
}

/// curl, which keeps what it gets in a directory.
public struct Curl: Sendable {
    let directory: TemporaryTree

    /// Options that end curl when patience is at its end.
    public static let limits = ["--max-time", String(Duration.patience.components.seconds)]

    public init(into directory: TemporaryTree) { self.directory = directory }

    /// - Parameter name: Of the file that will hold the body.
    public func get(_ url: String, _ arguments: [String] = [], name: BytePath = "body") async throws
        -> HTTPResponse
    {
        let body = directory.at(name)
        let head = BytePath(body.bytes + Array(".head".utf8))
        try FileSystem.remove(body)
        let result = try await Tool("curl").run(
            ["-sS", "--path-as-is"] + Self.limits + ["-D", head.text, "-o", body.text] + arguments + [url])
        let lines = FileSystem.exists(head) ? try FileSystem.text(head) : ""
        return Self.response(result.status, lines, body)
    }

    static func response(_ exit: ProcessExit, _ head: String, _ body: BytePath) -> HTTPResponse {
        var status = 0
        var headers: [(String, String)] = []
        for line in head.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("HTTP/") {
                status = Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
                headers = []
            } else if let colon = line.firstIndex(of: ":") {
                headers.append(
                    (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " })))
            }
        }
        return HTTPResponse(exit: exit, status: status, headers: headers, body: body)
    }
}
