import Archive
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct IndexFileTableTests {
    private static let minute: Int64 = 60

    private var tags: [CacheKey] = []

    init() throws { tags = try (0..<10).map { try .example($0) } }

    @Test(arguments: [(1, 4096), (4096, 4096), (4097, 8192), (8192, 8192)])
    func `counts whole blocks`(size: Int, taken: Int) {
        for (limit, isDisplaced) in [(3 * taken, false), (3 * taken - 1, true)] {
            var table = IndexFileTable(limit: limit)
            #expect(table.add(tags[0], size: size, touched: 0) == [])
            #expect(table.add(tags[1], size: size, touched: 0) == [])
            #expect(table.add(tags[2], size: size, touched: 0) == (isDisplaced ? [tags[0]] : []))
        }
    }

    @Test func `those go first that were used longest ago`() {
        var table = IndexFileTable(limit: 4 * 4096)
        for tag in tags[0..<4] { _ = table.add(tag, size: 1, touched: 0) }
        _ = table.use(tags[0], now: 0)
        _ = table.use(tags[2], now: 0)
        #expect(table.add(tags[4], size: 8192, touched: 0) == [tags[1], tags[3]])
        #expect(table.add(tags[5], size: 1, touched: 0) == [tags[0]])
    }

    @Test func `a use is worth a write once a minute`() {
        var table = IndexFileTable(limit: 1 << 20)
        _ = table.add(tags[0], size: 1, touched: 1000)
        #expect(table.use(tags[0], now: 1000) == false)
        #expect(table.use(tags[0], now: 1000 + Self.minute - 1) == false)
        #expect(table.use(tags[0], now: 1000 + Self.minute) == true)
        #expect(table.use(tags[0], now: 1001 + Self.minute) == false)
        // The clock was set back.
        #expect(table.use(tags[0], now: 500) == true)
        #expect(table.use(tags[0], now: 501) == false)
        #expect(table.use(tags[1], now: 5000) == false)
    }

    @Test(arguments: [Int64.min, .max])
    func `no time of a file is too odd`(touched: Int64) {
        var table = IndexFileTable(limit: 1 << 20)
        _ = table.add(tags[0], size: 1, touched: touched)
        #expect(table.use(tags[0], now: 1000) == true)
        #expect(table.use(tags[0], now: 1001) == false)
    }

    @Test func `makes room for what is being written`() {
        var table = IndexFileTable(limit: 3 * 4096)
        for tag in tags[0..<3] { _ = table.add(tag, size: 1, touched: 0) }
        #expect(table.reserve(1) == [tags[0]])
        #expect(table.reserve(4097) == [tags[1], tags[2]])
        // All of it is being written to.
        #expect(table.reserve(1) == nil)
        table.release(4097)
        #expect(table.reserve(1) == [])
        #expect(table.reserve(1) == [])
        #expect(table.reserve(1) == nil)
    }

    @Test func `reserves nothing that could not be kept`() {
        var table = IndexFileTable(limit: 8192)
        _ = table.add(tags[0], size: 1, touched: 0)
        #expect(table.reserve(8193) == nil)
        #expect(table.count == 1)
        #expect(table.reserve(8192) == [tags[0]])
    }

    @Test func `stops writing once`() {
        var table = IndexFileTable(limit: 1 << 20)
        _ = table.add(tags[0], size: 1, touched: 0)
        #expect(table.stopWriting() == true)
        #expect(table.stopWriting() == false)
        #expect(table.reserve(1) == nil)
        #expect(table.use(tags[0], now: Self.minute) == false)
    }

    @Test func `what cannot be removed is not read until it is replaced`() {
        var table = IndexFileTable(limit: 1 << 20)
        table.condemn(tags[0])
        #expect(!table.mayRead(tags[0]) && table.mayRead(tags[1]))
        table.redeem(tags[0])
        #expect(table.mayRead(tags[0]))
    }

    @Test func `one is at a file, and does what comes meanwhile`() {
        var table = IndexFileTable(limit: 1 << 20)
        let tag = tags[0]
        #expect(table.begin(.write(.example(1)), on: tag) == true)
        #expect(table.isBusy(tag) && !table.isBusy(tags[1]))
        #expect(table.begin(.remove, on: tags[1]) == true)
        #expect(table.begin(.write(.example(3)), on: tag) == false)
        #expect(table.begin(.write(.example(2)), on: tag) == false)
        #expect(table.next(on: tag) == .write(.example(3)))
        #expect(table.begin(.write(.example(4)), on: tag) == false)
        #expect(table.begin(.remove, on: tag) == false)
        #expect(table.begin(.write(.example(2)), on: tag) == false)
        #expect(table.begin(.write(.example(2, seed: 1)), on: tag) == false)
        #expect(table.next(on: tag) == .remove)
        #expect(table.next(on: tag) == .write(.example(2, seed: 1)))
        #expect(table.next(on: tag) == nil)
        #expect(!table.isBusy(tag))
        #expect(table.begin(.remove, on: tag) == true)
    }
}
