internal import ByteIO

/// A listing as a page that works without any script: what is ticked is sent as a form, and the bar below the table says what
/// that will be.
public enum ListingPage {
    public static func document(_ listing: Listing) -> Document {
        let name = VisibleName.text(listing.name)
        return Document(
            title: listing.path.isEmpty ? name : "\(name) – \(listing.site)",
            head: "<link rel=\"alternate\" type=\"application/json\" href=\"?format=json\">\n",
            body: body(listing))
    }

    private static func body(_ listing: Listing) -> HTML {
        var body = HTML()
        if !listing.rows.isEmpty {
            body += """
                <a class="skip" href="#list">Skip to the files</a>
                <a class="skip" href="#get">Skip to the download</a>

                """
        }
        body += """
            <header>
            \(way(to: listing))<h1><bdi>\(name: listing.name)</bdi></h1>
            <p class="sum">\(summary(listing))</p>
            </header>
            <main>
            \(obstacle(listing))\(tools(listing))
            """
        if !listing.rows.isEmpty {
            body += ListingTable.form(listing)
            body += pages(listing)
            if listing.offersWhole { body += terminal(listing) }
        }
        body += """
            </main>
            <footer>Times are UTC. Archives are made while you download them, by penstock.</footer>
            """
        return body
    }

    /// The folders above, each a link.
    private static func way(to listing: Listing) -> HTML {
        guard !listing.path.isEmpty else { return "" }
        var items: HTML = "<li><a href=\"\(up(listing.path.count))\">\(listing.site)</a>"
        for (depth, name) in listing.path.dropLast().enumerated() {
            items += "<li><a href=\"\(up(listing.path.count - depth - 1))\"><bdi>\(name: name)</bdi></a>"
        }
        return "<nav aria-label=\"Breadcrumb\"><ol>\(items)</ol></nav>\n"
    }

    private static func up(_ levels: Int) -> String { String(repeating: "../", count: levels) }

    private static func summary(_ listing: Listing) -> HTML {
        if listing.folderCount + listing.fileCount == 0 { return "This folder is empty." }
        let here = [
            Count.text(listing.folderCount, "folder", "folders"),
            Count.text(listing.fileCount, "file", "files"),
        ].compactMap { $0 }.joined(separator: " and ")
        guard let whole = listing.whole else {
            guard let counted = listing.countedEntries else { return "\(here) here." }
            return
                "\(here) here; <b>more than \(Count.text(counted)) files and folders</b> with everything below."
        }
        let files = Count.text(Int(whole.files), "file", "files") ?? "no files"
        return "\(here) here; <b>\(files), \(ByteCount.text(whole.bytes))</b> with everything below."
    }

    private static func obstacle(_ listing: Listing) -> HTML {
        switch listing.obstacle {
        case nil: ""
        case .bytes(let bytes, let most):
            note(
                "This folder is larger than what can be downloaded at once here: \(ByteCount.text(bytes)) of \(ByteCount.text(most))."
            )
        case .entries(let count, let most):
            note(
                "This folder holds \(count.map { Count.text($0) } ?? "more than \(Count.text(most))") files and folders; at most "
                    + "\(Count.text(most)) can be downloaded at once here.")
        case .depth(let most):
            note(
                "This folder has more levels than what can be downloaded at once here, which are \(Count.text(most))."
            )
        case .unreadable:
            note("Not everything in this folder can be read, so it cannot be downloaded as a whole.")
        }
    }

    private static func note(_ sentence: String) -> HTML {
        "<p class=\"note\" id=\"limit\">\(sentence) Select a part of it.</p>\n"
    }

    /// Search, and on small screens what the table's head has no room for.
    private static func tools(_ listing: Listing) -> HTML {
        guard listing.folderCount + listing.fileCount > 0 else { return "" }
        let query = listing.query
        var found: HTML = ""
        if let count = listing.foundCount {
            let all = Count.text(listing.folderCount + listing.fileCount)
            let words = count == 0 ? "Nothing here has such a name. " : ""
            found = "<p>\(words)<a href=\"?\">Show all \(all)</a></p>\n"
        }
        return """
            <div class="tools">
            <form role="search"><label class="vh" for="q">Show only names that contain</label><input type="search" id="q" name="q" value="\(query.search)" placeholder="Find in this folder"><button>Find</button></form>
            \(found)<p class="phone">Sort by <a href="\(query.sorted(by: .name).reference)">name</a> <a href="\(query.sorted(by: .size).reference)">size</a> <a href="\(query.sorted(by: .time).reference)">date</a></p>
            </div>

            """
    }

    private static func pages(_ listing: Listing) -> HTML {
        guard listing.pageCount > 1 else { return "" }
        let (page, last) = (listing.query.page, listing.pageCount)
        var links = HTML()
        if page > 1 {
            links += "<a rel=prev href=\"\(listing.query.on(page: page - 1).reference)\">Previous page</a> "
        }
        links += "<span>Page \(Count.text(page)) of \(Count.text(last))</span>"
        if page < last {
            links += " <a rel=next href=\"\(listing.query.on(page: page + 1).reference)\">Next page</a>"
        }
        return "<nav class=\"pages\" aria-label=\"Pages\">\(links)</nav>\n"
    }

    /// A command that can be run again after an interruption. The ETag in it has another archive refused, of which the rest
    /// does not belong to what is there.
    private static func terminal(_ listing: Listing) -> HTML {
        guard let format = listing.formats.first else { return "" }
        let tag = listing.whole.map { "&etag=\($0.entityTags[0])" } ?? ""
        let url = "\(listing.address)?format=\(format)\(tag)"
        let command =
            "curl -fL -C - -o \(ShellWord.quoted("\(listing.archiveName).\(format)")) \(ShellWord.quoted(url))"
        var others: HTML = ""
        for other in listing.formats.dropFirst() {
            others += others.bytes.isEmpty ? "" : " and "
            others += "<code>format=\(other)</code>"
        }
        let also: HTML = others.bytes.isEmpty ? "" : " \(others) can be asked for in the same way."
        return """
            <details>
            <summary>Download in a terminal, and resume</summary>
            <pre tabindex="0">\(command)</pre>
            <p>Run it again after an interruption.\(also)</p>
            </details>

            """
    }
}
