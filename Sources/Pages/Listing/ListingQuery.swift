/// How a listing is to be shown, as it stands in its URL.
public struct ListingQuery: Equatable, Sendable {
    public enum Sort: String, Sendable { case name, size, time }

    public var sort = Sort.name
    public var isDescending = false
    /// What names must contain; empty for all.
    public var search = ""
    /// From 1.
    public var page = 1
    /// Whether everything is to be selected already, or nothing; nil for what the listing would do.
    var ticked: Bool?

    /// Whether everything is selected already: who has sought something is likely to want what was found.
    var isTicked: Bool { ticked ?? !search.isEmpty }

    public init() {}

    /// - Parameter fields: Of the URL. What is no word of ours is ignored: a page can always be shown.
    public init(_ fields: [(name: String, value: [UInt8])]) {
        for field in fields {
            let value = String(decoding: field.value, as: UTF8.self)
            switch field.name {
            case "sort": sort = Sort(rawValue: value) ?? .name
            case "order": isDescending = value == "desc"
            case "q": search = value
            case "page": page = max(1, Int(value) ?? 1)
            case "ticked": ticked = ["all": true, "none": false][value]
            default: break
            }
        }
    }

    /// The same listing in another order, from its first page.
    func sorted(by sort: Sort) -> ListingQuery {
        var query = self
        query.page = 1
        query.ticked = nil
        // Who asks for sizes or dates looks for the largest and the newest.
        query.isDescending = sort == self.sort ? !isDescending : sort != .name
        query.sort = sort
        return query
    }

    func on(page: Int) -> ListingQuery {
        var query = self
        query.page = page
        query.ticked = nil
        return query
    }

    /// The same listing with everything selected, or nothing.
    func ticked(_ isTicked: Bool) -> ListingQuery {
        var query = self
        query.ticked = nil
        if query.isTicked != isTicked { query.ticked = isTicked }
        return query
    }

    /// The reference to this listing from any other one of the folder.
    var reference: String {
        var fields: [String] = []
        if !search.isEmpty { fields.append("q=\(URLText.component(Array(search.utf8)))") }
        if sort != .name || isDescending {
            fields += ["sort=\(sort.rawValue)", "order=\(isDescending ? "desc" : "asc")"]
        }
        if page > 1 { fields.append("page=\(page)") }
        if let ticked { fields.append("ticked=\(ticked ? "all" : "none")") }
        return "?\(fields.joined(separator: "&"))"
    }
}
