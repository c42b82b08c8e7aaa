import TestSupport

/// A tree behind penstock, whose status is asked for without a front server in between.
struct StatusSite {
    let tree: TemporaryTree
    let penstock: PenstockServer
    let client: FastCGIClient

    init(_ tree: TemporaryTree, serve arguments: [String] = []) async throws {
        self.tree = tree
        penstock = try await PenstockServer(arguments)
        client = try penstock.client()
    }

    static func request(_ query: String = "", method: String = "GET") -> FastCGIRequest {
        FastCGIRequest(method, "/status", query: query, ["PENSTOCK_STATUS": "on"])
    }

    /// The names and values of the text. Each request begins with its id.
    func lines(_ query: String = "full") async throws -> [(name: String, value: String)] {
        try await client.send(Self.request(query)).text.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
    }

    func value(_ name: String) async throws -> String? {
        try await lines("text").first { $0.name == name }?.value
    }

    func number(_ name: String) async throws -> Int { try await value(name).flatMap { Int($0) } ?? -1 }

    /// What is told of the one request that is being answered; nil if there is none, or more than one.
    func running() async throws -> [String: String]? {
        let lines = try await lines()
        guard lines.count(where: { $0.name == "id" }) == 1,
            let start = lines.firstIndex(where: { $0.name == "id" })
        else { return nil }
        return Dictionary(uniqueKeysWithValues: lines[start...].map { ($0.name, $0.value) })
    }
}
