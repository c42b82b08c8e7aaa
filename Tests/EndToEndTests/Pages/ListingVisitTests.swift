import TestSupport
import Testing

extension EndToEndTests {
    /// What somebody does on the page of a folder whose browser runs no script.
    @Suite struct ListingVisitTests {
        private static func album() async throws -> PageSite {
            let tree = try TemporaryTree()
            for (name, size, day) in [
                ("photo 9.jpg", 300, 3), ("photo 10.jpg", 100, 1), ("notes & more.txt", 2000, 2),
                ("sub/one", 1, 4), ("sub/two", 1, 5),
            ] as [(String, Int, Int)] {
                try tree.file(
                    "album/\(name)", [UInt8](repeating: 65, count: size),
                    modified: FileTime(1_700_000_000 + 86_400 * day))
            }
            return try await PageSite(tree)
        }

        @Test func `clicks on boxes download what they tick`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .hear("#get"),
                .tick("notes & more.txt"), .tick("sub/"), .hear("#get"),
                .download(.button(.zip)), .tick("sub/"), .download(.button(.tarGzip)),
            ])
            #expect(
                told == [
                    "Download what is selected, or else: The whole folder 5 files, 2.4 kB",
                    "Download what is selected, or else: 2 selected",
                    "album.zip | album/ | album/notes & more.txt | album/sub/ | album/sub/one | album/sub/two",
                    "album.tar.gz | album/ | album/notes & more.txt",
                ])
        }

        @Test func `a keyboard is enough to select and download`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/")), .walk(.link("album/")), .leave(.enter), .read("h1"),
                .walk(.box("photo 9.jpg")), .press(.space), .walk(.box("photo 10.jpg")), .press(.space),
                .walk(.button(.tar)), .fetch(.enter),
            ])
            #expect(told == ["album", "album.tar | album/ | album/photo 10.jpg | album/photo 9.jpg"])
        }

        @Test func `the bar never hides the focus of a keyboard`() async throws {
            let tree = try TemporaryTree()
            for number in 0..<60 { try tree.file("album/sub \(String(number))/file", "x") }
            let site = try await PageSite(tree)
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .walk(.box("sub 59/")), .press(.space),
                .walk(.button(.tarGzip)), .fetch(.enter),
            ])
            #expect(told == ["album.tar.gz | album/ | album/sub 59/ | album/sub 59/file"])
        }

        @Test func `the skip links spare a keyboard the rows`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .walk(.selector("a.skip[href='#get']")), .press(.enter),
                .walk(.button(.zip), most: 1), .fetch(.enter),
            ])
            #expect(
                told == [
                    "album.zip | album/ | album/notes & more.txt | album/photo 10.jpg | album/photo 9.jpg"
                        + " | album/sub/ | album/sub/one | album/sub/two"
                ])
        }

        @Test func `the button of a folder's row downloads that folder`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .tick("photo 9.jpg"), .download(.archive("sub/")),
            ])
            #expect(told == ["sub.zip | sub/ | sub/one | sub/two"])
        }

        @Test func `what is ticked still is after a look into a folder and back`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .tick("photo 9.jpg"),
                .follow(.link("sub/")), .read("h1"), .back,
                .read("h1"), .hear("#get"), .download(.button(.zip)),
            ])
            #expect(
                told == [
                    "sub", "album", "Download what is selected, or else: 1 selected",
                    "album.zip | album/ | album/photo 9.jpg",
                ])
        }

        @Test func `what a search finds is ticked already`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .click(.selector("#q")), .type("PHOTO"), .leave(.enter),
                .read("tbody bdi"), .hear("#get"), .tick("photo 9.jpg"), .hear("#get"),
                .download(.button(.zip)),
                .follow(.selector(".tools a[href='?']")), .read("tbody bdi"),
            ])
            #expect(
                told == [
                    "photo 9.jpg | photo 10.jpg", "Download what is selected. 2 selected of 2 found",
                    "Download what is selected. 1 selected of 2 found",
                    "album.zip | album/ | album/photo 10.jpg",
                    "sub/ | notes & more.txt | photo 9.jpg | photo 10.jpg",
                ])
        }

        @Test func `one click ticks all, and one none`() async throws {
            let site = try await Self.album()
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), .follow(.selector("thead .t a")), .hear("#get"),
                .tick("sub/"), .download(.button(.zip)), .follow(.selector("thead .t a")), .hear("#get"),
            ])
            #expect(
                told == [
                    "Download what is selected, or else: 4 selected",
                    "album.zip | album/ | album/notes & more.txt | album/photo 10.jpg | album/photo 9.jpg",
                    "Download what is selected, or else: The whole folder 5 files, 2.4 kB",
                ])
        }

        @Test func `a click on a column's head sorts, and a second one turns the order`() async throws {
            let site = try await Self.album()
            let (names, marks) = (Visit.Act.read("tbody bdi"), Visit.Act.read("[aria-sort]"))
            let head = { (column: Int) in Visit.Act.follow(.selector("thead th:nth-child(\(column)) a")) }
            let told = try await Visit.lines([
                .open(site.url("/archive/album/")), names, marks, head(3), names, marks, head(3), names,
                head(4), names, marks, .read("[aria-sort=descending]"), head(2), names, head(2), names,
            ])
            #expect(
                told == [
                    "sub/ | notes & more.txt | photo 9.jpg | photo 10.jpg", "Name",
                    "sub/ | notes & more.txt | photo 9.jpg | photo 10.jpg", "Size",
                    "sub/ | photo 10.jpg | photo 9.jpg | notes & more.txt",
                    "sub/ | photo 9.jpg | notes & more.txt | photo 10.jpg", "Modified (UTC)",
                    "Modified (UTC)",
                    "sub/ | notes & more.txt | photo 9.jpg | photo 10.jpg",
                    "sub/ | photo 10.jpg | photo 9.jpg | notes & more.txt",
                ])
        }

        @Test func `ten thousand names are a page, and the rest is on the next one`() async throws {
            let tree = try TemporaryTree(in: .memory)
            for number in 0..<10_050 { try tree.file("many/\(String(number))", "") }
            let site = try await PageSite(tree)
            let told = try await Visit.lines([
                .open(site.url("/archive/many/")), .read(".pages"), .follow(.selector(".pages [rel=next]")),
                .read(".pages"), .read("tbody tr:last-child bdi"), .tick("10000"), .tick("10049"),
                .download(.button(.zip)), .follow(.selector(".pages [rel=prev]")),
                .read("tbody tr:last-child bdi"),
            ])
            #expect(
                told == [
                    "Page 1 of 2 Next page", "Previous page Page 2 of 2", "10049",
                    "many.zip | many/ | many/10000 | many/10049", "9999",
                ])
        }
    }
}
