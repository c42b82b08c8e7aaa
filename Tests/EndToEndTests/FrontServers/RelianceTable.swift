/// The table in docs/front-servers.md: of each cell whether it holds, and in a footnote why not.
struct RelianceTable {
    /// Lines of the document in front of the table, and behind it.
    private let before: [String]
    private let after: [String]
    /// As they stand there, by row and column.
    private var cells: [String: [String: String]] = [:]

    private static let corner = "what you rely on"

    init(_ document: String) throws {
        let lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = lines.firstIndex { $0.hasPrefix("| \(Self.corner) |") } ?? lines.count
        let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
        before = Array(lines[..<start])
        after = Array(lines[end...])
        let rows = lines[start..<end].map { line in
            line.split(separator: "|").map { $0.trimmingPrefix { $0 == " " } }
                .map { String($0.reversed().drop { $0 == " " }.reversed()) }
        }
        for row in rows.dropFirst(2) {
            cells[row[0]] = Dictionary(zip(rows[0].dropFirst(), row.dropFirst())) { first, _ in first }
        }
    }

    /// What is said of a cell: `yes`, `no`, or nothing.
    func verdict(_ row: Reliance, _ column: FrontServer) -> String {
        String((cells[row.rawValue]?[column.rawValue] ?? "").prefix { $0 != " " && $0 != "[" })
    }

    /// Whether a cell names a footnote that is there.
    func hasReason(_ row: Reliance, _ column: FrontServer) -> Bool {
        let cell = cells[row.rawValue]?[column.rawValue] ?? ""
        guard let mark = cell.firstRange(of: "[^") else { return false }
        let name = cell[mark.lowerBound...]
        return after.contains { $0.hasPrefix(name + ":") }
    }

    /// The document with the measured verdicts; a cell that has changed loses its footnote.
    func rewritten(_ measured: [Reliance: [FrontServer: Bool]]) -> String {
        let columns = FrontServer.columns
        var lines = [
            "| \(Self.corner) | " + columns.map(\.rawValue).joined(separator: " | ") + " |",
            "| --- |" + String(repeating: " --- |", count: columns.count),
        ]
        for row in Reliance.allCases {
            let texts = columns.map { column in
                let verdict = measured[row]?[column].map { $0 ? "yes" : "no" } ?? ""
                let old = cells[row.rawValue]?[column.rawValue] ?? ""
                return self.verdict(row, column) == verdict ? old : verdict
            }
            lines.append("| \(row) | " + texts.joined(separator: " | ") + " |")
        }
        return (before + lines + after).joined(separator: "\n")
    }
}
