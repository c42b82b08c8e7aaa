import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RootTableTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("roots")
        try tree.directory("allowed/below")
        try tree.directory("allowed2")
        try tree.file("file", "")
        try tree.link("link", to: "allowed/below")
        try tree.link("allowed/out", to: "../allowed2")
    }

    private func path(_ name: BytePath) -> String { tree.at(name).text }

    @Test(arguments: [
        "allowed", "allowed/below", "allowed/below/..", "link", "allowed2/../allowed", "allowed/out",
    ])
    func `opens what lies beneath an allowed root`(name: String) throws {
        let table = RootTable(allowed: [path("allowed2"), path("allowed")])
        #expect(throws: Never.self) { try table.root(at: path(BytePath(name)), setting: "--root") }
    }

    @Test(arguments: ["allowed2", "", "allowed/..", "allowed/out", "file", "none", "file/x"])
    func `anything else is set up wrongly`(name: String) {
        let table = RootTable(allowed: [path("allowed")])
        let refusal = #expect(throws: Refusal.self) {
            try table.root(at: path(BytePath(name)), setting: "--root")
        }
        #expect(refusal?.status == .internalServerError)
        #expect(refusal?.reason.hasPrefix("--root \(path(BytePath(name)))") == true)
    }

    @Test func `a root stays open until it is to be opened anew`() throws {
        let table = RootTable(allowed: [])
        let first = try table.root(at: path("allowed"), setting: "--root")
        #expect(try table.root(at: path("allowed"), setting: "--root") === first)
        try FileSystem.rename(tree.at("allowed"), to: tree.at("renamed"))
        #expect(try table.root(at: path("allowed"), setting: "--root") === first)
        table.reopen()
        #expect(throws: Refusal.self) { try table.root(at: path("allowed"), setting: "--root") }
    }
}
