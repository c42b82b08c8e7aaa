import ByteIO
import FileTree
import Plan
import TestSupport

@testable import Lists

/// A root with some files, and short ways to plan lists of them.
struct ListedTree {
    let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("listed")
        try tree.file("outside", "secret")
        try tree.file("root/a.txt", "abc")
        try tree.file("root/sub/b.txt", "defgh")
        try tree.file("root/empty", "")
        try tree.link("root/escape", to: "../outside")
        try tree.link("root/to-a", to: "a.txt")
        try tree.file("other/c.txt", "other c")
    }

    /// - Parameter prefixes: Prefixes of paths or URLs, and the directories of the tree that stand for them.
    func plan(
        _ list: String, as form: ListForm = .jsonLines, prefixes: [(String, String)] = [],
        hasRoot: Bool = true,
        _ change: (inout ListPolicy) -> Void = { _ in }
    ) throws -> ListPlan {
        var policy = ListPolicy()
        change(&policy)
        let sources = SourceMap(
            root: hasRoot ? try Root(path: tree.at("root").text) : nil,
            items: try prefixes.compactMap { prefix, directory in
                let path = tree.at(BytePath(directory)).text
                return try SourceItem("\(prefix)=\(path)").map { ($0, try Root(path: path)) }
            })
        return try ListPlanner.plan(form, from: PiecewiseList(list), sources: sources, policy: policy)
    }

    /// Why a list has no plan.
    func refusal(
        _ list: String, as form: ListForm = .jsonLines, prefixes: [(String, String)] = [],
        hasRoot: Bool = true,
        _ change: (inout ListPolicy) -> Void = { _ in }
    ) throws -> ListPlanError? {
        do {
            _ = try plan(list, as: form, prefixes: prefixes, hasRoot: hasRoot, change)
        } catch let error as ListPlanError { return error }
        return nil
    }
}

extension ListPlan {
    var paths: [String] {
        var cursor = PathCursor(over: plan)
        return plan.entries.indices.map { index in
            cursor.move(to: index)
            return String(decoding: cursor.path, as: UTF8.self)
        }
    }

    /// The content of each file, by path.
    func contents() throws -> [String: String] {
        let reader = ListContent(of: self)
        var contents: [String: String] = [:]
        for (index, path) in paths.enumerated() where plan.entries[index].kind == .file {
            let entry = plan.entries[index]
            var bytes: [UInt8] = []
            if entry.isInline {
                bytes = plan.inlineContent(of: index)
            } else if entry.size > 0 {
                try reader.content(of: index, in: plan, from: 0).read(Int(entry.size), appendingTo: &bytes)
            }
            contents[path] = String(decoding: bytes, as: UTF8.self)
        }
        return contents
    }
}
