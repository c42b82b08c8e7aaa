internal import Responder

/// What stands in front of a responder, as far as it makes a difference for its settings.
enum FrontServer: String, CaseIterable {
    case nginx
    case proxyFCGI = "Apache mod_proxy_fcgi"
    case fcgid = "Apache mod_fcgid"
    case lighttpd
    case apacheCGI = "Apache, plain CGI"
    case lighttpdCGI = "lighttpd, plain CGI"
    case fcgiwrap = "nginx, plain CGI"
    case unknown = "an unknown server"

    /// - Parameter probeHeader: The value of `X-Penstock-Probe`: where requests come from, and `SERVER_SOFTWARE`.
    init(probeHeader: String) {
        self.init(ProbeProtocol.Answerer(probeHeader))
    }

    init(_ answerer: ProbeProtocol.Answerer) {
        self =
            switch (answerer.software.prefix { $0.isLetter }, answerer.source) {
            case ("nginx", .cgi): .fcgiwrap
            case ("nginx", _): .nginx
            case ("apache", .cgi): .apacheCGI
            case ("apache", .inherited): .fcgid
            case ("apache", _): .proxyFCGI
            case ("lighttpd", .cgi): .lighttpdCGI
            case ("lighttpd", _): .lighttpd
            default: .unknown
            }
    }

    /// The line that sets a parameter of the location.
    func setting(_ parameter: String, _ value: String) -> String {
        switch self {
        case .nginx, .fcgiwrap: "fastcgi_param \(parameter) \(value);"
        case .proxyFCGI, .fcgid, .apacheCGI: "SetEnv \(parameter) \(value)"
        case .lighttpd, .lighttpdCGI: "setenv.set-environment += ( \"\(parameter)\" => \"\(value)\" )"
        case .unknown: "\(parameter)=\(value)"
        }
    }
}
