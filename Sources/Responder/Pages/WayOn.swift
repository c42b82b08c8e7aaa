internal import Archive
internal import Gateway
internal import HTTP
internal import Pages

/// What the page of a refusal offers to go on with.
enum WayOn {
    /// - Returns: the links; none that leads to another refusal, as folders do where no listings are, or another request
    ///   than the one that was refused, as a form's address does.
    static func links(from refusal: Refusal, _ variables: MetaVariables) -> [MessagePage.Way] {
        let isForm = variables.text("REQUEST_METHOD") == Method.post.rawValue
        let hasListings = variables.text("PENSTOCK_LISTING") == "on"
        var links: [MessagePage.Way] = []
        for way in refusal.ways {
            switch way {
            case .folder where hasListings:
                if let above = above(variables) { links.append(.init(to: above, "See the folder")) }
            case .itself where hasListings: links.append(.init(to: folder(variables), "Open the folder"))
            case .again where !isForm: links.append(.init(to: "", "Try again"))
            case .folder, .itself, .again: break
            }
        }
        if refusal.status == .notFound { links.append(.init(to: "/", "Start")) }
        return links
    }

    /// The folder that the request's path is in, as a reference from its address; nil if the path is the root.
    private static func above(_ variables: MetaVariables) -> String? {
        let below = try? RequestPath.belowMount(variables, mount: variables.text("PENSTOCK_MOUNT"))
        guard let below, below.contains(where: { $0 != UInt8(ascii: "/") }) else { return nil }
        return below.last == UInt8(ascii: "/") ? "../" : "./"
    }

    /// The folder that an archive was asked of, as a reference from the request's address.
    private static func folder(_ variables: MetaVariables) -> String {
        let path = (variables["SCRIPT_NAME"] ?? []) + (variables["PATH_INFO"] ?? [])
        let name = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? []
        if name.isEmpty { return "./" }
        let query = variables.text("QUERY_STRING") ?? ""
        let isNamed = query.split(separator: "&").contains { $0.hasPrefix("format=") }
        let suffix = isNamed ? nil : ArchiveRequest.suffix(of: Array(name))
        return "./\(URLText.component(name.dropLast(suffix?.text.utf8.count ?? 0)))/"
    }
}
