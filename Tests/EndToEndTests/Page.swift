import TestSupport
import Testing

/// A page of this repository whose code the tests run.
struct Page {
    static let applications = Page(path: "docs/applications.md")

    let path: BytePath

    /// The blocks of code in one language beneath a heading.
    func code(_ heading: String, in language: String) throws -> [String] {
        let lines = try FileSystem.text(ProjectFiles.root / path)
            .split(separator: "\n", omittingEmptySubsequences: false)
        var blocks: [String] = []
        var isBeneath = false
        var block: [Substring]?
        for line in lines {
            if block == nil, line.hasPrefix("#") {
                isBeneath = line == heading
            } else if line.hasPrefix("```") {
                if let block { blocks.append(block.map { "\($0)\n" }.joined()) }
                block = block == nil && isBeneath && line == "```\(language)" ? [] : nil
            } else {
                block?.append(line)
            }
        }
        try #require(!blocks.isEmpty, "no \(language) beneath \(heading) of \(path)")
        return blocks
    }
}
