/// What a front server can do to archives.
enum Problem: CaseIterable {
    /// It drops the length.
    case noLength
    /// It compresses what is compressed.
    case compressed
    case noHead
    case noRanges
    case noPost
    /// A response that was broken off arrives as complete.
    case silentFailure
    /// A client waits for what will never come.
    case lateFailure
    /// It takes more than the client does.
    case runsAhead
    /// It ends downloads that take long.
    case cutOff
    /// It is asked in HTTP/1.0, which knows no end of what has no length.
    case oldVersion

    /// What a server is told that stands in front of the front server.
    private static let unbuffered = ["proxy_buffering off;    # in an nginx in front", unbufferedLighttpd]
    private static let unbufferedLighttpd = "server.stream-response-body = 2    # in a lighttpd in front"

    /// The lines to change.
    func cure(_ server: FrontServer) -> [String] {
        switch (self, server) {
        case (.noLength, .proxyFCGI): ["SetEnv ap_trust_cgilike_cl 1"]
        case (.noLength, _), (.compressed, _): Self.noFilter(server)
        case (.noHead, _), (.noRanges, _), (.noPost, _): Self.noInterference(server)
        case (.silentFailure, .nginx):
            [
                "fastcgi_buffering on;", "fastcgi_keep_conn on;", "fastcgi_ignore_headers X-Accel-Buffering;",
                Self.unbufferedLighttpd,
            ]
        case (.silentFailure, .proxyFCGI): ["SetEnv ap_trust_cgilike_cl 1"]
        case (.silentFailure, .lighttpd): ["server.stream-response-body = 2"]
        case (.silentFailure, _):
            // Only a length that was promised tells.
            [server.setting("PENSTOCK_COMPRESSION", "store")]
        case (.lateFailure, .fcgiwrap): ["keepalive_timeout 0;"]
        case (.lateFailure, .proxyFCGI), (.lateFailure, .fcgid), (.lateFailure, .apacheCGI):
            ["SetEnv nokeepalive 1"]
        case (.lateFailure, .nginx): Problem.silentFailure.cure(server)
        case (.lateFailure, _): Self.noInterference(server)
        case (.runsAhead, .nginx), (.runsAhead, .fcgiwrap):
            ["fastcgi_max_temp_file_size 0;", "fastcgi_pass_header X-Accel-Buffering;"] + Self.unbuffered
        case (.runsAhead, .lighttpd), (.runsAhead, .lighttpdCGI):
            ["server.stream-response-body = 2"] + Self.unbuffered
        case (.runsAhead, _): Self.noInterference(server) + Self.unbuffered
        case (.cutOff, .nginx), (.cutOff, .fcgiwrap): ["fastcgi_read_timeout 300s;", "send_timeout 300s;"]
        case (.cutOff, .proxyFCGI):
            ["ProxyPass \"unix:/run/penstock/penstock.sock|fcgi://penstock/\" timeout=300"]
        case (.cutOff, .fcgid): ["FcgidBusyTimeout 604800", "FcgidIOTimeout 300"]
        case (.cutOff, .apacheCGI): ["Timeout 300", "CGIDScriptTimeout 300"]
        case (.cutOff, .lighttpd), (.cutOff, .lighttpdCGI): ["server.max-write-idle = 360"]
        case (.cutOff, .unknown): Self.noInterference(server)
        case (.oldVersion, _): cureInProxy
        }
    }

    /// The lines to change if a server stands in front of the front server: the settings of both are alike, and those of
    /// the front server are shipped.
    var cureInProxy: [String] {
        ["In the proxy in front:"]
            + {
                switch self {
                case .noLength, .compressed:
                    [
                        "gzip off;    # nginx", "SetEnv no-gzip 1    # Apache",
                        "deflate.mimetypes = ()    # lighttpd",
                    ]
                case .noHead, .noRanges, .noPost: ["Have it pass HEAD, POST and ranges on as they come."]
                case .silentFailure, .lateFailure:
                    ["proxy_http_version 1.1;    # nginx", "server.stream-response-body = 2    # lighttpd"]
                case .runsAhead:
                    ["proxy_buffering off;    # nginx", "server.stream-response-body = 2    # lighttpd"]
                case .cutOff:
                    [
                        "proxy_read_timeout 300s; send_timeout 300s;    # nginx",
                        "ProxyTimeout 300    # Apache", "server.max-write-idle = 360    # lighttpd",
                    ]
                case .oldVersion: ["proxy_http_version 1.1;    # nginx"]
                }
            }()
    }

    private static func noFilter(_ server: FrontServer) -> [String] {
        switch server {
        case .nginx, .fcgiwrap: ["gzip off;"]
        case .proxyFCGI, .fcgid, .apacheCGI: ["SetEnv no-gzip 1"]
        case .lighttpd, .lighttpdCGI: ["deflate.mimetypes = ()"]
        case .unknown: noInterference(server)
        }
    }

    private static func noInterference(_ server: FrontServer) -> [String] {
        [
            "Include the snippet that is shipped for \(server.rawValue), and look for a proxy or a filter in front of it."
        ]
    }
}
