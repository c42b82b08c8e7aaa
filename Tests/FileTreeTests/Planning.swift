import FileTree
import Plan
import TestSupport

/// Short ways to plan a temporary tree and to look at the plan.
extension TemporaryTree {
    func request(
        _ path: BytePath = "", select: [BytePath] = [], top: String = "top",
        _ change: (inout TreePolicy) -> Void = { _ in }
    ) throws -> TreeRequest {
        var policy = TreePolicy()
        change(&policy)
        let selected = try select.map { try RelativePath(parsing: $0.bytes) }
        return TreeRequest(
            try RelativePath(parsing: path.bytes), selection: Selection(selected), policy: policy,
            topName: FolderName(top))
    }

    func plan(
        _ path: BytePath = "", select: [BytePath] = [], _ change: (inout TreePolicy) -> Void = { _ in }
    ) throws -> TreePlan {
        try TreePlanner.plan(request(path, select: select, change), beneath: Root(path: self.path))
    }
}

extension TreePlan {
    /// What is left out, as it is told.
    var lines: [String] { missing.map { "\(String(decoding: $0.path, as: UTF8.self)): \($0.reason)" } }
}

extension Plan {
    /// Every path, readable.
    var paths: [String] {
        var cursor = PathCursor(over: self)
        return entries.indices.map { index in
            cursor.move(to: index)
            return String(decoding: cursor.path, as: UTF8.self)
        }
    }

    /// The index of the entry with that path.
    func index(of path: String) -> Int? { paths.firstIndex(of: path) }
}
