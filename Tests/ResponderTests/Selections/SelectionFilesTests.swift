import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct SelectionFilesTests {
    private static let now: Int64 = 1_000_000

    private func surplus(
        _ files: [(age: Int64, size: UInt64, isTemporary: Bool)], for size: UInt64 = 0, limit: UInt64
    ) -> [Int] {
        let all = files.enumerated().map { number, file in
            SelectionFiles.File(
                name: [UInt8(number)], size: file.size, used: Self.now &- file.age,
                isTemporary: file.isTemporary)
        }
        return SelectionFiles.surplus(all, for: size, limit: limit, now: Self.now).map { Int($0[0]) }
    }

    @Test func `those that are too old go, and those of a time to come`() {
        let ages: [Int64] = [0, 86_400, 86_401, -86_400, -86_401, .max, .min]
        #expect(surplus(ages.map { ($0, 1, false) }, limit: 1 << 20) == [2, 4, 5, 6])
        #expect(surplus([(.max, 1, true), (.min, 1, true)], limit: 1 << 20) == [0, 1])
    }

    @Test func `what a writer has left goes after an hour, and not while it is written`() {
        #expect(surplus([(3600, 1, true), (3601, 1, true), (3601, 1, false)], limit: 1 << 20) == [1])
        #expect(surplus([(0, 1 << 20, true), (5, 1, false)], limit: 4096) == [1])
    }

    @Test func `those used longest ago go until the new one fits, in whole blocks`() {
        let files: [(Int64, UInt64, Bool)] = [
            (10, 5000, false), (40, 1, false), (20, 1, false), (30, 1, false),
        ]
        #expect(surplus(files, for: 1, limit: 6 * 4096) == [])
        #expect(surplus(files, for: 1, limit: 6 * 4096 - 1) == [1])
        #expect(surplus(files, for: 5000, limit: 5 * 4096) == [1, 3])
        #expect(surplus(files, for: 1, limit: 0) == [1, 3, 2, 0])
        #expect(surplus([(0, .max, false)], for: 1, limit: 1 << 20) == [0])
    }
}
