import Gateway
import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RequestPathTests {
    private func path(_ scriptName: String?, _ pathInfo: String?, mount: String?) throws -> String {
        var variables = MetaVariables()
        variables["SCRIPT_NAME"] = scriptName.map { Array($0.utf8) }
        variables["PATH_INFO"] = pathInfo.map { Array($0.utf8) }
        return String(decoding: try RequestPath.belowMount(variables, mount: mount), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("/files/a.zip", nil, "/files", "/a.zip"), ("/files", "/a.zip", "/files", "/a.zip"),
            ("", "/files/a.zip", "/files", "/a.zip"), (nil, "/files/a.zip", "/files/", "/a.zip"),
            ("/files", "", "/files", ""), ("/files/", nil, "/files", "/"), ("/files", nil, "/files/", ""),
            ("/a.zip", nil, "", "/a.zip"), ("/a.zip", nil, "/", "/a.zip"), ("/fi", "les/a", "/files", "/a"),
            ("/files", "/a.zip", nil, "/a.zip"), ("/anything", "", nil, ""), (nil, "/x", nil, "/x"),
            ("/files/files2", nil, "/files", "/files2"), ("/files//a", nil, "/files", "//a"),
        ] as [(String?, String?, String?, String)])
    func `takes the mount off however the front server splits`(
        scriptName: String?, pathInfo: String?, mount: String?, expected: String
    ) throws {
        #expect(try path(scriptName, pathInfo, mount: mount) == expected)
    }

    @Test(arguments: ["/files2/a", "/file", "/", "", "/Files/a", "files/a", "/x/files/a"])
    func `what is outside the mount is not found`(scriptName: String) {
        let refusal = #expect(throws: Refusal.self) { try path(scriptName, nil, mount: "/files") }
        #expect(refusal?.status == .notFound)
    }

    @Test(arguments: [
        ("/..", true), ("/a/../b", true), ("..", true), ("//..//", true), ("/..;/x", true), ("/..;a=b", true),
        ("", false),
        ("/", false), ("/...", false), ("/..a/a..", false), ("/./a", false), ("/;../a", false),
        ("/a;/..b", false),
    ])
    func `two dots lead upwards, whatever parameters they have`(path: String, isUpwards: Bool) {
        #expect(RequestPath.leadsUpwards(Array(path.utf8)) == isUpwards)
    }

    @Test func `a front server that tells no path is set up wrongly`() {
        let refusal = #expect(throws: Refusal.self) { try path("/files/a.zip", nil, mount: nil) }
        #expect(refusal?.status == .internalServerError)
        #expect(refusal?.reason.contains("PENSTOCK_MOUNT") == true)
    }

    @Test func `a path over 8 KiB is too long`() throws {
        #expect(try path("/m", "/" + String(repeating: "a", count: 8191), mount: "/m").utf8.count == 8192)
        let refusal = #expect(throws: Refusal.self) {
            try path("/m", "/" + String(repeating: "a", count: 8192), mount: "/m")
        }
        #expect(refusal?.status == .uriTooLong)
    }
}
