import TestSupport

/// A way to put penstock behind a web server, with the configuration that is shipped for it.
enum FrontServer: String, CaseIterable, CustomStringConvertible {
    case nginx
    case spawned = "nginx and spawn-fcgi"
    case proxy = "mod_proxy_fcgi"
    case fcgid = "mod_fcgid"
    case lighttpd
    case binPath = "lighttpd and bin-path"
    case cgid = "mod_cgid"
    case lighttpdCGI = "lighttpd CGI"
    case fcgiwrap

    var description: String { rawValue }

    /// Whose answers these are: who has started penstock makes no difference to a client.
    var column: FrontServer {
        switch self {
        case .spawned: .nginx
        case .binPath: .lighttpd
        default: self
        }
    }

    /// Those that have a column of their own.
    static let columns = allCases.filter { $0.column == $0 }

    /// Whether the shipped settings store everything, since a broken archive could not be told otherwise.
    var stores: Bool {
        switch self {
        case .fcgid, .cgid, .lighttpdCGI, .fcgiwrap: true
        case .nginx, .spawned, .proxy, .lighttpd, .binPath: false
        }
    }
}
