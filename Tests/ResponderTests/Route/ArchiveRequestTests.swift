import Archive
import Compression
import FileTree
import Gateway
import HTTP
import Plan
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ArchiveRequestTests {
    private func request(
        _ path: String, _ fields: [(String, String)] = [], _ parameters: [String: String] = [:]
    ) throws -> ArchiveRequest {
        let variables = parameters.map { (name: $0.key, value: Array($0.value.utf8)) }
        return try ArchiveRequest(
            path: Array(path.utf8),
            fields: RequestFields(fields.map { (name: $0.0, value: Array($0.1.utf8)) }),
            settings: LocationSettings(MetaVariables(variables)), rootName: FolderName("root"))
    }

    @Test(arguments: [
        ("/photos/2024.zip", "", "photos/2024", "2024", "2024.zip"),
        ("/photos/2024.tar.gz", "", "photos/2024", "2024", "2024.tar.gz"),
        ("/photos/2024.tgz", "", "photos/2024", "2024", "2024.tgz"),
        ("/a.zip.tar", "", "a.zip", "a.zip", "a.zip.tar"),
        ("/a.zip", "tar", "a.zip", "a.zip", "a.zip.tar"),
        ("/a.tgz", "tgz", "a.tgz", "a.tgz", "a.tgz.tar.gz"),
        ("/photos/", "zip", "photos", "photos", "photos.zip"),
        ("//photos//x.zip", "", "photos/x", "x", "x.zip"),
        ("/", "zip", "", "root", "root.zip"), ("", "tar", "", "root", "root.tar"),
        ("/a/./b.zip", "", "a/b", "b", "b.zip"),
        ("/.git.zip", "", ".git", "git", "git.zip"), ("/a/..x.tgz", "", "a/..x", "x", "x.tgz"),
        ("/.git", "tar", ".git", "git", "git.tar"), ("/....zip", "", "...", "archive", "archive.zip"),
        ("/ x.zip", "", " x", " x", "x.zip"), ("/a\\b.zip", "", "a\\b", "a\\b", "a_b.zip"),
    ])
    func `the path says what, and its end as what`(
        path: String, format: String, target: String, top: String, file: String
    ) throws {
        let request = try request(path, format.isEmpty ? [] : [("format", format)])
        #expect(request.tree.path.bytes == Array(target.utf8))
        #expect(request.tree.topName == FolderName(top))
        #expect(request.fileName.text == file)
        #expect(request.tree.selection == nil)
    }

    @Test(arguments: [
        "", "/", "/photos", "/photos/", "/.zip", "/photos/.zip", "/photos.zip/", "/a.ZIP", ".zip",
    ])
    func `no format is not found`(path: String) {
        let refusal = #expect(throws: Refusal.self) { try request(path) }
        #expect(refusal?.status == .notFound)
    }

    @Test(arguments: ["/../a.zip", "/a/../b.zip", "/...zip", "/a/...zip", "/a\0b.zip"])
    func `a path that leads upwards is a bad request`(path: String) {
        let refusal = #expect(throws: Refusal.self) { try request(path) }
        #expect(refusal?.status == .badRequest)
    }

    @Test func `a path that no file can have is not found`() {
        let refusal = #expect(throws: Refusal.self) {
            try request("/" + String(repeating: "a/", count: 2500) + "b.zip")
        }
        #expect(refusal?.status == .notFound)
    }

    @Test func `a format that is not offered is not found`() {
        let refusal = #expect(throws: Refusal.self) { try request("/a.zip", [], ["PENSTOCK_FORMATS": "tar"]) }
        #expect(refusal?.status == .notFound)
    }

    @Test func `a client names the archive and gives up compression, no more`() throws {
        let settings = ["PENSTOCK_COMPRESSION": "best", "PENSTOCK_HIDDEN": "on"]
        let plain = try request("/a.zip", [], settings)
        #expect(plain.effort == .best)
        #expect(plain.tree.policy.includesHidden)
        let wished = try request(
            "/a.zip", [("name", "h.zip"), ("compression", "store"), ("select", "x")], settings)
        #expect(wished.effort == .store)
        #expect(wished.fileName.text == "h.zip")
        #expect(wished.tree.topName == FolderName("h"))
        #expect(wished.tree.selection == Selection([try RelativePath(parsing: [0x78])]))
    }

    @Test(arguments: [(".x", "x"), ("...", "archive"), ("..x.zip", "x")])
    func `a client cannot hide what is unpacked`(wish: String, name: String) throws {
        let request = try request("/a.zip", [("name", wish)])
        #expect(request.tree.topName == FolderName(name))
        #expect(request.fileName.text == name + ".zip")
    }

    @Test(arguments: [
        (nil, nil, "a:b.zip"), ("portable", nil, "a_b.zip"), (nil, "portable", "a_b.zip"),
        ("portable", "exact", "a:b.zip"),
        ("exact", "portable", "a_b.zip"),
    ])
    func `a client says whether names are portable, else the location does`(
        location: String?, wish: String?, file: String
    ) throws {
        let settings = location.map { ["PENSTOCK_NAMES": $0] } ?? [:]
        let request = try request("/a:b.zip", wish.map { [("names", $0)] } ?? [], settings)
        #expect(request.fileName.text == file)
        #expect(request.tree.policy.names == (file == "a_b.zip" ? .portable : .exact))
        #expect(request.tree.topName == FolderName("a:b"))
    }

    @Test(arguments: [
        ("con", "tar.gz", "con_.tar.gz"), ("a.", "zip", "a_.zip"),
        (String(repeating: "x", count: 255), "tar.gz", String(repeating: "x", count: 213) + ".tar.gz"),
    ])
    func `a portable download keeps its ending`(name: String, format: String, file: String) throws {
        let request = try request("/\(name)", [("format", format), ("names", "portable")])
        #expect(request.fileName.text == file)
    }

    @Test func `names need not be UTF-8`() throws {
        let request = try ArchiveRequest(
            path: [0x2F, 0xFF] + Array(".zip".utf8), fields: RequestFields([]),
            settings: LocationSettings(MetaVariables()), rootName: FolderName("root"))
        #expect(request.tree.path.bytes == [0xFF])
        #expect(request.tree.topName.bytes == [0xFF])
        #expect(request.fileName.text == "_.zip")
    }
}
