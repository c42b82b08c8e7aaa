internal import ByteIO

/// The bar of a listing: what will be downloaded, and a button for each format.
///
/// Nothing selected means the whole folder, unless that would be wrong. Which of the two it is, and how many are selected, is the
/// stylesheet's to show; browsers that cannot, and those that speak, have the words of the paragraph.
enum ListingBar {
    static func bar(_ listing: Listing) -> HTML {
        let nothing: HTML = "Nothing is selected <span class=soft>tick what you want</span>"
        let all = listing.offersWhole ? whole(listing) : nothing
        let words: HTML =
            listing.offersWhole ? "Download what is selected, or else: " : "Download what is selected. "
        let found = listing.foundCount.map { " of \(Count.text($0)) found" } ?? ""
        var buttons = HTML()
        for (place, format) in listing.formats.enumerated() {
            let word = format.uppercased()
            buttons +=
                place == 0
                ? "<button class=\"main\" name=\"format\" value=\"\(format)\">Download \(word)</button>"
                : "<button name=\"format\" value=\"\(format)\"><span class=\"vh\">Download </span>\(word)</button>"
        }
        return """
            <div class="bar" role="group" aria-labelledby="get">
            <p id="get"><span class="vh">\(words)</span><span class=all>\(all)</span><span class="some" data-of="\(found)"></span></p>
            <div>\(buttons)</div>
            </div>

            """
    }

    private static func whole(_ listing: Listing) -> HTML {
        guard let whole = listing.whole else {
            guard let counted = listing.countedEntries else { return "The whole folder" }
            return
                "The whole folder <span class=soft>more than \(Count.text(counted)) files and folders</span>"
        }
        let files = Count.text(Int(whole.files), "file", "files") ?? "no files"
        let pages: HTML =
            listing.pageCount > 1 ? " <span class=soft>all \(Count.text(listing.pageCount)) pages</span>" : ""
        return "The whole folder\(pages) <span class=soft>\(files), \(ByteCount.text(whole.bytes))</span>"
    }
}
