import Plan
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct LeastRecentlyUsedTests {
    /// The same, as simple as can be: the one used last is the last.
    private struct Model {
        var entries: [(number: Int, value: Int, size: Int)] = []

        mutating func use(_ number: Int) -> Int? {
            guard let position = entries.firstIndex(where: { $0.number == number }) else { return nil }
            let entry = entries.remove(at: position)
            entries.append(entry)
            return entry.value
        }

        mutating func remove(_ number: Int) { entries.removeAll { $0.number == number } }

        mutating func set(_ number: Int, _ value: Int, size: Int) {
            remove(number)
            entries.append((number, value, size))
        }
    }

    @Test func `behaves as a list that is searched`() throws {
        var (generator, model, known) = (SeededGenerator(seed: 1), Model(), LeastRecentlyUsed<Int>())
        for step in 0..<20_000 {
            let number = generator.below(50)
            let tag = try CacheKey.example(number)
            switch generator.below(5) {
            case 0, 1:
                let size = generator.below(100)
                model.set(number, step, size: size)
                known.set(step, size: size, for: tag)
            case 2: #expect(known.use(tag) == model.use(number))
            case 3:
                model.remove(number)
                known.remove(tag)
            default:
                guard let oldest = model.entries.first else { break }
                #expect(known.oldest == (try .example(oldest.number)))
                model.entries.removeFirst()
                try known.remove(.example(oldest.number))
            }
            #expect(known.count == model.entries.count)
            #expect(known.size == model.entries.reduce(0) { $0 + $1.size })
            #expect(known.oldest == (try model.entries.first.map { try .example($0.number) }))
        }
    }

    @Test func `is empty again when all is removed`() throws {
        var known = LeastRecentlyUsed<String>()
        #expect(known.oldest == nil && known.count == 0)
        for number in 0..<1000 { known.set("\(number)", size: number, for: try .example(number)) }
        for number in 0..<1000 {
            #expect(known.oldest == (try .example(number)))
            known.remove(try .example(number))
        }
        #expect(known.oldest == nil && known.count == 0 && known.size == 0)
    }
}
