import TestSupport
import Testing

extension RemoteContentTests {
    /// What the doctor says of lists of what other servers have, though the lists say all that a plan needs.
    @Suite struct RemoteDoctorTests {
        @Test func `the doctor tells lists whose downloads would break off`() async throws {
            let origin = try await RemoteOrigin()
            let application = try await ScriptedApplication()
            let tree = try TemporaryTree("remote")
            try tree.directory("root")
            let object = try await RemoteObject.make([("a", 300_000)], in: tree.directory("objects"))[0]
            let site = try await FrontSite(
                .nginx, tree.at("root"),
                [
                    "PENSTOCK_MANIFEST": application.address, "PENSTOCK_SOURCES": origin.prefix,
                    "PENSTOCK_PROBE": "on",
                ])
            func examine(_ name: String, _ entry: String) async throws -> Tool.Result {
                try application.list(name, entry + "\n", type: "application/jsonl")
                return try await DoctorTests.examine(site.server.url("/archive/\(name)"))
            }
            let good = try await examine("good.zip", object.entry("a", at: origin.prefix + object.path()))
            #expect(good.text.contains("ok    The application hands over a list: 1"), "\(good)")
            #expect(good.status == .exited(0))
            for fault in ["status=403", "status=404", "nothing", "long=5"] {
                let entry = object.entry("a", at: origin.prefix + object.path(fault))
                let result = try await examine("\(fault).zip", entry)
                #expect(result.status == .exited(1), "\(fault): \(result)")
                #expect(result.text.contains("WRONG "), "\(fault): \(result)")
            }
        }
    }
}
