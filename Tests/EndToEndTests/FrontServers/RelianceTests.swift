import TestSupport
import Testing

extension EndToEndTests {
    /// What docs/front-servers.md promises for each front server.
    @Suite struct RelianceTests {
        private static let document = ProjectFiles.root / "docs/front-servers.md"
        private static let rewrites = FileSystem.environment("PENSTOCK_WRITE_MATRIX") == "1"

        /// With `PENSTOCK_WRITE_MATRIX=1` it writes the table instead of comparing it.
        @Test func `the published table is what is measured`() async throws {
            let table = try RelianceTable(try FileSystem.text(Self.document))
            var measured: [Reliance: [FrontServer: Bool]] = [:]
            for row in Reliance.allCases {
                for (kind, holds) in await Self.measure(row) {
                    let earlier = measured[row]?[kind.column] ?? holds
                    #expect(holds == earlier, "\(row): \(kind) differs from \(kind.column)")
                    measured[row, default: [:]][kind.column] = holds
                }
            }
            if Self.rewrites {
                try FileSystem.write(Array(table.rewritten(measured).utf8), to: Self.document)
                return
            }
            for row in Reliance.allCases {
                for column in FrontServer.columns {
                    let verdict = measured[row]?[column] == true ? "yes" : "no"
                    #expect(table.verdict(row, column) == verdict, "\(row): \(column)")
                    if verdict == "no" { #expect(table.hasReason(row, column), "\(row): \(column)") }
                }
            }
        }

        /// All front servers at once.
        private static func measure(_ row: Reliance) async -> [(FrontServer, Bool)] {
            await withTaskGroup(of: (FrontServer, Bool)?.self) { group in
                for kind in FrontServer.allCases {
                    group.addTask {
                        do {
                            return (kind, try await row.holds(behind: kind))
                        } catch {
                            Issue.record("\(row): \(kind): \(error)")
                            return nil
                        }
                    }
                }
                return await group.reduce(into: []) { if let cell = $1 { $0.append(cell) } }
            }
        }

        @Test func `mod_fcgid's own limit on a download would have been seen`() async throws {
            #expect(try await !Reliance.patience(.fcgid, directives: ["FcgidBusyTimeout 300"]))
        }

        @Test func `what lighttpd takes ahead by itself would have been seen`() async throws {
            let site = try await FrontSite(
                .lighttpd, try await FrontTree.shared().root,
                directives: ["server.stream-response-body := 0"])
            #expect(try await !Reliance.streams.streams(site))
        }
    }
}
