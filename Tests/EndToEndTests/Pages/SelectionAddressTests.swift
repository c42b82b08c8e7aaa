import TestSupport
import Testing

extension EndToEndTests {
    /// What becomes of a selection of a page when it is sent.
    @Suite struct SelectionAddressTests {
        private static func photos(_ count: Int, called label: String = "photo") async throws -> PageSite {
            let tree = try TemporaryTree()
            for number in 0..<count {
                try tree.file("photos/\(label) \(String(number))", [UInt8](repeating: 65, count: 50_000))
            }
            return try await PageSite(tree)
        }

        @Test(arguments: [Amount.few, .many])
        fileprivate func `a download of a selection goes on at its address`(_ amount: Amount) async throws {
            let site = try await Self.photos(amount.count, called: amount.label)
            let told = try await Visit.lines([
                .open(site.url("/archive/photos/?ticked=all")), .tick("\(amount.label) 0"),
                .address(.button(.tar)),
            ])
            let url = try #require(told.first)
            #expect(url.contains("selection=") == (amount == .many), "\(url.prefix(200))")
            let downloads = try TemporaryTree("downloads")
            let curl = Curl(into: downloads)
            let whole = try await curl.get(url, name: "whole.tar")
            #expect(whole.status == 200)
            let names = try await ArchiveListing.names(whole.bytes(), .tar)
            #expect(names.count == amount.count && !names.contains("photos/\(amount.label) 0"))
            let part = try await curl.get(url, ["--range", "0-70000"], name: "part.tar")
            #expect(part.status == 206 && part.bodySize == 70_001)
            let rest = try await Tool("curl").run(
                ["-fsS", "-C", "-", "-o", downloads.at("part.tar").text] + Curl.limits + [url])
            #expect(rest.succeeded, "\(rest)")
            #expect(try FileSystem.sameContents(downloads.at("part.tar"), whole.body))
        }

        @Test func `nothing ticked of what a search found is an error, and a way back`() async throws {
            let site = try await Self.photos(2)
            let told = try await Visit.lines([
                .open(site.url("/archive/photos/?q=photo")), .tick("photo 0"), .tick("photo 1"),
                .hear("#get"), .follow(.button(.zip)), .read("h1"), .back, .tick("photo 1"),
                .download(.button(.zip)),
            ])
            #expect(
                told == [
                    "Download what is selected. Nothing is selected tick what you want",
                    "Nothing is selected",
                    "photos.zip | photos/ | photos/photo 1",
                ])
        }
    }
}

/// How many files there are, and what they are called.
private enum Amount: CustomTestStringConvertible {
    case few, many

    var count: Int { self == .few ? 3 : 200 }
    /// Two hundred such names are longer than any URL that penstock makes.
    var label: String { self == .few ? "photo" : String(repeating: "long ", count: 12) + "photo" }

    var testDescription: String { "\(count) files" }
}
