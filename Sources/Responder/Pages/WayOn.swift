internal import Gateway
internal import HTTP
internal import Pages

/// What the page of a refusal offers to go on with.
enum WayOn {
    /// - Returns: the links; none that leads to another refusal, as folders do where no listings are, or another request
    ///   than the one that was refused, as a form's address does.
    static func links(from refusal: Refusal, _ variables: MetaVariables) -> [ErrorPage.Way] {
        let isForm = variables.text("REQUEST_METHOD") == Method.post.rawValue
        var links: [ErrorPage.Way] = []
        for way in refusal.ways {
            switch way {
            case .folder where variables.text("PENSTOCK_LISTING") == "on":
                links.append(.init(to: "./", "See the folder"))
            case .again where !isForm: links.append(.init(to: "", "Try again"))
            case .folder, .again: break
            }
        }
        if refusal.status == .notFound { links.append(.init(to: "/", "Start")) }
        return links
    }
}
