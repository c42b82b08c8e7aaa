import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct SiblingNamesTests {
    @Test func `the first keeps its name, and the others get the next numbers`() {
        var names = SiblingNames()
        names.take(Array("a (3)".utf8), parent: 7)
        let given = (0..<4).map { _ in
            String(decoding: names.takeUnique(Array("a".utf8), parent: 7), as: UTF8.self)
        }
        #expect(given == ["a", "a (2)", "a (4)", "a (5)"])
        #expect(names.takeUnique(Array("a".utf8), parent: 8) == Array("a".utf8))
    }

    @Test func `names that only differ in what is cut for the number share it`() {
        var names = SiblingNames()
        let count = 2000
        for number in 0..<count {
            let name = Array((String(repeating: "n", count: 251) + String(1000 + number)).utf8)
            names.take(name, parent: 0)
            #expect(names.takeUnique(name, parent: 0).count <= 255)
        }
        #expect(names.attempts <= 2 * count)
    }

    @Test func `for each of thousands of equal names two are tried at most`() {
        var names = SiblingNames()
        let count = 5000
        let given = Set((0..<count).map { _ in names.takeUnique(Array("a".utf8), parent: 0) })
        #expect(given.count == count)
        #expect(names.attempts <= 2 * count)
    }
}
