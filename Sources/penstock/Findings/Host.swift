/// The host of a URL.
enum Host {
    /// Whether the URL is of a server on this machine, as far as its name tells.
    static func isThisMachine(_ url: String) -> Bool {
        let host = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        return ["localhost", "127.", "[::1]"].contains { host.hasPrefix($0) }
    }
}
