extension Curl {
    /// Asks for one range of `url` after another on one connection.
    public func get(_ url: String, _ ranges: [RangeRequest]) async throws -> [HTTPResponse] {
        let bodies = ranges.indices.map { directory.at("range \($0)") }
        let heads = ranges.indices.map { directory.at("range \($0).head") }
        let requests = ranges.indices.map { index in
            [
                "-sS", "--max-time", Self.limits[1], "-H", "Range: \(ranges[index].header)", "-D",
                heads[index].text,
                "-o", bodies[index].text, url,
            ]
        }
        let result = try await Tool("curl").run(Array(requests.joined(separator: ["--next"])))
        return try ranges.indices.map { index in
            let head = FileSystem.exists(heads[index]) ? try FileSystem.text(heads[index]) : ""
            return Self.response(result.status, head, bodies[index])
        }
    }
}
