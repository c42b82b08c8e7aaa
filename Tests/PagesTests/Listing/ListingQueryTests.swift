import TestSupport
import Testing

@testable import Pages

@Suite(.unit) struct ListingQueryTests {
    private static func query(_ text: String) -> ListingQuery {
        ListingQuery(
            text.split(separator: "&").map { field in
                let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
                return (name: parts[0], value: Array((parts.count > 1 ? parts[1] : "").utf8))
            })
    }

    @Test(
        arguments: [
            "", "sort=size&order=desc", "sort=name&order=desc", "q=grid", "q=grid&sort=time&order=asc&page=3",
            "ticked=all", "q=grid&ticked=none",
        ])
    func `has a reference that says the same`(text: String) {
        #expect(Self.query(text).reference == "?\(text)")
        #expect(Self.query(String(Self.query(text).reference.dropFirst())) == Self.query(text))
    }

    @Test(arguments: ["sort=x", "order=up", "page=0", "page=-1", "page=x", "C=N&O=A", "ticked=maybe"])
    func `what is no word of ours changes nothing`(text: String) {
        #expect(Self.query(text) == ListingQuery())
    }

    @Test func `a second click on a column turns the order around`() {
        let byName = ListingQuery()
        #expect(byName.sorted(by: .name).reference == "?sort=name&order=desc")
        #expect(byName.sorted(by: .name).sorted(by: .name) == byName)
        #expect(byName.sorted(by: .size).reference == "?sort=size&order=desc")
        #expect(byName.sorted(by: .size).sorted(by: .size).reference == "?sort=size&order=asc")
        #expect(byName.sorted(by: .time).sorted(by: .name) == byName)
    }

    @Test func `another order begins with the first page, and keeps what is sought`() {
        let query = Self.query("q=grid&page=3&ticked=none")
        #expect(query.sorted(by: .size).reference == "?q=grid&sort=size&order=desc")
        #expect(query.on(page: 2).reference == "?q=grid&page=2")
    }

    @Test func `what was found is selected, unless the user says otherwise`() {
        #expect(!ListingQuery().isTicked)
        #expect(Self.query("q=grid").isTicked)
        #expect(!Self.query("q=grid&ticked=none").isTicked)
        #expect(Self.query("q=grid").ticked(false).reference == "?q=grid&ticked=none")
        #expect(Self.query("q=grid&ticked=none").ticked(true).reference == "?q=grid")
        #expect(ListingQuery().ticked(true).reference == "?ticked=all")
    }

    @Test func `what is sought stands escaped in a reference`() {
        var query = ListingQuery()
        query.search = "a&b=ü \"<"
        #expect(query.reference == "?q=a%26b%3D%C3%BC%20%22%3C")
    }
}
