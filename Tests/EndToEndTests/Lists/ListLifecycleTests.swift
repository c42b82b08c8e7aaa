import Glibc
import TestSupport
import Testing

extension ApplicationListTests {
    /// Signals while applications are asked.
    @Suite struct ListLifecycleTests {
        @Test(arguments: ["silent", "silent-list", "silent-body"])
        func `a drain ends though the application is silent`(name: String) async throws {
            let site = try await ListSite(["--drain-timeout", "1", "--origin-timeout", "86400"])
            let connection = try await site.penstock.client().open(site.request(name))
            try await site.application.happened("silent \(name)")
            site.penstock.process.send(SIGTERM)
            _ = try await site.penstock.process.exit()
            #expect(try await !connection.receive().isComplete)
        }

        @Test func `an application that answers in time is waited for`() async throws {
            let site = try await ListSite(["--origin-timeout", "86400"])
            let connection = try await site.penstock.client().open(site.request("late"))
            try await site.application.happened("silent late")
            site.penstock.process.send(SIGTERM)
            try await eventually("the drain") {
                guard let answer = try? await site.ask("other") else { return true }
                return answer.ending == .closed || answer.status == 503 ? true : nil
            }
            site.application.process.send(SIGUSR1)
            let answer = try await connection.receive()
            #expect(answer.status == 200 && answer.isComplete)
            #expect(try await ArchiveListing.names(answer.body) == ["late"])
            #expect(try await site.penstock.process.exit().isSuccess)
        }
    }
}
