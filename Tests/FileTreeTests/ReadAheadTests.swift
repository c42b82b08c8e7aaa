import ByteIO
import Plan
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct ReadAheadTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("ahead")
        for number in 100..<300 {
            try tree.file(BytePath("d\(number % 7)/f\(number)"), Self.bytes(number))
        }
        try tree.file("d3/large", [UInt8](repeating: 1, count: 70_000))
        try tree.directory("empty")
        try tree.file("d4/none", "")
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number * 37)
    }

    private func planned() throws -> (plan: Plan, ahead: ReadAhead) {
        let root = try Root(path: tree.path)
        let request = try tree.request()
        let plan = try TreePlanner.plan(request, beneath: root).plan
        let files = PlannedFiles(places: TreePlaces(root: root, base: []), links: .follow)
        // No time passes for it: a machine that is busy makes no client a slow one.
        let start = ContinuousClock.now
        return (plan, ReadAhead(files, through: try ReaderPool(threads: 3), now: { start }))
    }

    /// The content of each small file that is given ahead, by path.
    private func given(_ plan: Plan, _ ahead: ReadAhead, diskIsSlow: Bool) -> [String: Result<
        [UInt8], SourceError
    >] {
        var given: [String: Result<[UInt8], SourceError>] = [:]
        let paths = plan.paths
        for index in plan.entries.indices {
            if diskIsSlow { ahead.noteReading(.milliseconds(1)) }
            do throws(SourceError) {
                if let bytes = try ahead.content(of: index, in: plan) {
                    given[paths[index]] = .success(bytes)
                }
            } catch { given[paths[index]] = .failure(error) }
        }
        return given
    }

    @Test func `from a slow disk it gives every small file, as it is`() throws {
        let (plan, ahead) = try planned()
        let given = given(plan, ahead, diskIsSlow: true)
        #expect(given.count == 200)
        for number in 100..<300 {
            let content = try #require(given["top/d\(number % 7)/f\(number)"]).get()
            #expect(content == Self.bytes(number))
        }
    }

    @Test func `what is in memory is left to the stream`() throws {
        let (plan, ahead) = try planned()
        #expect(given(plan, ahead, diskIsSlow: false).isEmpty)
    }

    @Test func `what goes wrong with a file is that file's error alone`() throws {
        let (plan, ahead) = try planned()
        try tree.remove("d1/f141")
        try tree.file("d2/f107", "short")
        let given = given(plan, ahead, diskIsSlow: true)
        #expect(given["top/d1/f141"] == .failure(.vanished))
        #expect(given["top/d2/f107"] == .failure(.endedEarly))
        #expect(given.values.count { (try? $0.get()) != nil } == 198)
    }

    @Test func `entries that are skipped cost nothing`() throws {
        let (plan, ahead) = try planned()
        let paths = plan.paths
        for index in stride(from: 0, to: plan.entries.count, by: 23) {
            ahead.noteReading(.milliseconds(1))
            guard let bytes = try ahead.content(of: index, in: plan) else { continue }
            let number = try #require(Int(paths[index].suffix(3)))
            #expect(bytes == Self.bytes(number))
        }
    }

    @Test func `a batch that no reader takes is read by the stream`() throws {
        let (plan, _) = try planned()
        let places = TreePlaces(root: try Root(path: tree.path), base: [])
        let files = PlannedFiles(places: places, links: .follow)
        let index = try #require(plan.index(of: "top/d2/f100"))
        let batch = ReadBatch([index], of: files, in: plan)
        #expect(try batch.result().contents.map { try $0.get() } == [Self.bytes(100)])
    }
}
