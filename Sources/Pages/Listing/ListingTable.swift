internal import ByteIO

/// The table of a listing, in the form that sends what is ticked.
enum ListingTable {
    /// Bytes of a row beside its name, which stands in it four times.
    private static let rowSize = 300

    static func form(_ listing: Listing) -> HTML {
        let query = listing.query
        var page = HTML()
        page.reserve(listing.rows.reduce(4096) { $0 + rowSize + 4 * $1.name.count })
        page += "<form class=\"card\" method=\"post\" action=\"?\" id=\"list\">\n"
        if !listing.offersWhole { page += "<input type=\"hidden\" name=\"only\" value=\"selected\">\n" }
        page += query.sort == .time ? "<table class=by-time>\n" : "<table>\n"
        let order = query.isDescending ? "descending" : "ascending"
        page +=
            "<caption class=\"vh\">\(VisibleName.text(listing.name)), sorted by \(query.sort.rawValue), \(order)</caption>\n"
        page += head(query)
        page += "<tbody>\n"
        for (place, row) in listing.rows.enumerated() { page += self.row(row, place, listing) }
        page += "</tbody>\n</table>\n"
        page += ListingBar.bar(listing)
        page += "</form>\n"
        return page
    }

    private static func head(_ query: ListingQuery) -> HTML {
        let tick: HTML =
            query.isTicked
            ? "<a href=\"\(query.ticked(false).reference)\" aria-label=\"Select none\">None</a>"
            : "<a href=\"\(query.ticked(true).reference)\" aria-label=\"Select all\">All</a>"
        return """
            <thead><tr><td class=t>\(tick)\
            <th scope=col\(state(.name, query))><a href="\(query.sorted(by: .name).reference)">Name</a>\
            <th scope=col class=s\(state(.size, query))><a href="\(query.sorted(by: .size).reference)">Size</a>\
            <th scope=col class=m\(state(.time, query))><a href="\(query.sorted(by: .time).reference)">Modified <span class=clock>(UTC)</span></a></thead>

            """
    }

    private static func state(_ sort: ListingQuery.Sort, _ query: ListingQuery) -> HTML {
        guard sort == query.sort else { return "" }
        return query.isDescending ? " aria-sort=descending" : " aria-sort=ascending"
    }

    private static func row(_ row: Listing.Row, _ place: Int, _ listing: Listing) -> HTML {
        let isFolder = row.kind == .folder
        let tags: HTML = row.isLink ? " <span class=pill>link</span>" : ""
        guard row.access == .readable else {
            let why: HTML = row.access == .unreadable ? "not readable" : "not in the archive"
            return """
                <tr class=\(isFolder ? "\"d u\"" : "u")><td class=t>\
                <th scope=row><bdi>\(name: row.name)\(isFolder ? "/" : "")</bdi>\(tags)\
                <td class=s>\(why)<td class=m>\(time(row.modified))

                """
        }
        return """
            <tr\(isFolder ? " class=d" : "")><td class=t>\(box(row, place, isTicked: listing.query.isTicked))\
            <th scope=row>\(label(row, place, listing))\(isFolder ? archiveLink(row, listing) : "")\(tags)\
            <td class=s>\(size(row))<td class=m>\(time(row.modified))

            """
    }

    private static func box(_ row: Listing.Row, _ place: Int, isTicked: Bool) -> HTML {
        let checked: HTML = isTicked ? " checked" : ""
        let field: HTML =
            FormName.canBeSent(row.name)
            ? "name=select value=\"\(utf8: row.name)\"" : "name=select-escaped value=\"\(url: row.name)\""
        return
            "<label><input type=checkbox id=t\(place) \(field) aria-labelledby=n\(place)\(checked)></label>"
    }

    /// The name, as a link to what it names if there is one.
    private static func label(_ row: Listing.Row, _ place: Int, _ listing: Listing) -> HTML {
        if row.kind == .folder {
            return "<a id=n\(place) href=\"\(url: row.name)/\"><bdi>\(name: row.name)/</bdi></a>"
        }
        guard let files = listing.files else {
            return "<label id=n\(place) for=t\(place)><bdi>\(name: row.name)</bdi></label>"
        }
        return "<a id=n\(place) href=\"\(files)\(url: row.name)\"><bdi>\(name: row.name)</bdi></a>"
    }

    private static func archiveLink(_ row: Listing.Row, _ listing: Listing) -> HTML {
        guard row.files != 0, let format = listing.formats.first else { return "" }
        let word = format.uppercased()
        return
            " <a class=pill href=\"\(url: row.name)/?format=\(format)\" aria-label=\"Download \(VisibleName.text(row.name))/ as \(word)\">\(word)</a>"
    }

    private static func size(_ row: Listing.Row) -> HTML {
        guard let bytes = row.bytes else { return "" }
        guard row.kind == .folder, let files = row.files else { return "\(ByteCount.text(bytes))" }
        guard let count = Count.text(Int(files), "file", "files") else { return "empty" }
        return "\(ByteCount.text(bytes)) <small>\(count)</small>"
    }

    /// Years that have more or fewer than four digits are none that a page could tell a program.
    private static func time(_ seconds: Int64) -> HTML {
        let time = CivilTime(secondsSinceEpoch: seconds)
        guard 1000...9999 ~= time.year else { return "" }
        let (date, clock) = (time.date, time.clock)
        return
            "<time datetime=\(date)T\(clock)Z>\(date) <span class=clock>\(String(clock.prefix(5)))</span></time>"
    }
}
