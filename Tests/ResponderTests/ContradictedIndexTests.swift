import Archive
import TestSupport
import Testing

@testable import Responder

/// An index that content contradicts may be our own fault, so the client suffers as little as can be.
@Suite(.unit) struct ContradictedIndexTests {
    private let site: RespondingSite

    init() throws {
        site = try RespondingSite("contradicted")
        try site.tree.compressibleFile("d/a", size: 700_000)
        try site.tree.compressibleFile("d/b", size: 300_000)
    }

    /// Has the archive made once, and spoils what was learned of it.
    ///
    /// - Parameter unitCount: Units that are kept; nil for all.
    private func spoil(_ path: String, keeping unitCount: Int?) throws -> (whole: [UInt8], tag: String) {
        let answer = site.ask(path)
        let tag = try #require(answer.headers["ETag"]).filter { $0 != "\"" }
        var index = try #require(site.indexes.index(of: tag))
        #expect(index.units.count >= 3)
        index.units[1].checksum ^= 1
        index.units.removeLast(index.units.count - (unitCount ?? index.units.count))
        site.indexes.forget(tag)
        site.indexes.keep(index, of: tag)
        return (answer.body, tag)
    }

    @Test(arguments: ["/d.zip", "/d.tar.gz"])
    func `a download without a promised length goes on, and the index is forgotten`(path: String) throws {
        let (whole, tag) = try spoil(path, keeping: 2)
        let answer = site.ask(path)
        #expect(answer.headers["Content-Length"] == nil)
        #expect(answer.end == .finished)
        #expect(answer.log["outcome"] == "complete")
        let isSame = answer.body == whole
        #expect(isSame)
        #expect(site.indexOutcomes == ["contradicted, forgotten"])
        #expect(site.indexes.index(of: tag) == nil)
        #expect(site.ask(path).end == .finished)
        #expect(site.ask(path).headers["Content-Length"] == String(whole.count))
    }

    @Test(arguments: ["/d.zip", "/d.tar.gz"])
    func `a download with a promised length breaks off, and the next one does not`(path: String) throws {
        let (whole, tag) = try spoil(path, keeping: nil)
        let answer = site.ask(path)
        #expect(answer.headers["Content-Length"] == String(whole.count))
        #expect(answer.end == .aborted)
        #expect(site.indexes.index(of: tag) == nil)
        let next = site.ask(path)
        #expect(next.end == .finished)
        let isSame = next.body == whole
        #expect(isSame)
    }
}
