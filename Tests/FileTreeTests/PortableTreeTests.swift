import ByteIO
import FileTree
import Plan
import TestSupport
import Testing

/// Trees whose every name must be one that every system can hold.
@Suite(.unit) struct PortableTreeTests {
    private func paths(_ plan: Plan) -> [String] {
        var cursor = plan.archiveCursor
        return plan.entries.indices.map {
            cursor.move(to: $0)
            return String(decoding: cursor.path, as: UTF8.self)
        }
    }

    private static func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree("portable")
        for path: BytePath in ["a:b/con", "a:b/x", "README", "readme", "plain"] {
            try tree.file(path, path.bytes)
        }
        return tree
    }

    @Test func `names change in the archive alone, and the content is found under the old ones`() throws {
        let tree = try Self.tree()
        let request = try tree.request { $0.names = .portable }
        let root = try Root(path: tree.path)
        let planned = try TreePlanner.plan(request, beneath: root)
        let expected = [
            "top/", "top/README", "top/a_b/", "top/a_b/con_", "top/a_b/x", "top/plain", "top/readme (2)",
            "top/RENAMED.txt",
        ]
        #expect(paths(planned.plan) == expected)
        #expect(planned.skippedCount == 0)
        let reader = FileReader(of: request, beneath: root)
        for (index, path) in planned.plan.paths.enumerated() {
            let entry = planned.plan.entries[index]
            guard entry.kind == .file, !entry.isInline else { continue }
            var content: [UInt8] = []
            let source = try reader.content(of: index, in: planned.plan, from: 0)
            try source.read(Int(entry.size), appendingTo: &content)
            #expect("top/\(String(decoding: content, as: UTF8.self))" == path)
        }
    }

    @Test func `names stay where nothing is wished, and where nothing need be changed`() throws {
        let tree = try Self.tree()
        #expect(try paths(tree.plan().plan) == tree.plan().plan.paths)
        let plain = try tree.plan(select: ["plain", "README"]) { $0.names = .portable }
        #expect(paths(plain.plan) == ["top/", "top/README", "top/plain"])
    }

    @Test func `a single file has the report beside it`() throws {
        let tree = try Self.tree()
        #expect(try paths(tree.plan("a:b/con") { $0.names = .portable }.plan) == ["con_", "RENAMED.txt"])
        #expect(try paths(tree.plan("plain") { $0.names = .portable }.plan) == ["plain"])
    }

    @Test func `links are not stored`() throws {
        let tree = try Self.tree()
        try tree.link("link", to: "plain")
        for policy in SymlinkPolicy.allCases {
            let planned = try tree.plan {
                $0.symlinks = policy
                $0.names = .portable
            }
            #expect(planned.plan.entries.allSatisfy { $0.kind != .symbolicLink })
            #expect(paths(planned.plan).contains("top/link") == (policy == .follow))
            #expect(planned.skippedLinkCount == (policy == .follow ? 0 : 1))
        }
    }
}
