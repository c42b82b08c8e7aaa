internal import CCurl

extension CurlTransfer {
    /// What holds for every request. libcurl's own values stand where nothing is said: servers are verified,
    /// redirects not followed, contents not decoded.
    func configure(connectTimeout: Duration) throws(HTTPClientError) {
        // Signals are the process's. SIGPIPE is ignored by all of it, for OpenSSL does not suppress it.
        try set(CURLOPT_NOSIGNAL, 1)
        // Else the end of a transfer whose host's name is being resolved would wait for the resolver.
        try set(CURLOPT_QUICK_EXIT, 1)
        // Nothing from the environment: neither http_proxy nor all_proxy.
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_HTTP09_ALLOWED, 0)
        try set(CURLOPT_PATH_AS_IS, 1)
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_MAXAGE_CONN, Int(HandlePool.age.components.seconds))
        // 0 would mean five minutes.
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout.milliseconds))
    }

    func configure(_ request: HTTPRequest, authorities: String) throws(HTTPClientError) {
        try set(CURLOPT_URL, request.url)
        // A directory of certificates takes 57 KiB a connection, Debian's bundle of all of them 846 KiB.
        try set(CURLOPT_CAINFO, request.authorityFile)
        try set(CURLOPT_CAPATH, request.authorityFile == nil ? authorities : nil)
        try set(CURLOPT_UNIX_SOCKET_PATH, request.socketPath)
        if request.dialsAnew { try set(CURLOPT_FRESH_CONNECT, 1) }
        switch request.method {
        case "HEAD": try set(CURLOPT_NOBODY, 1)
        case "POST":
            try set(CURLOPT_POST, 1)
            try set(body: request.body ?? [])
            // On a kept connection libcurl would send it a second time if the server closes without an answer.
            try set(CURLOPT_FRESH_CONNECT, 1)
        default: try set(CURLOPT_HTTPGET, 1)
        }
    }

    private func set(_ option: CURLoption, _ value: Int) throws(HTTPClientError) {
        try check(unsafe penstock_curl_set_number(easy, option, value))
    }

    private func set(_ option: CURLoption, _ value: String?) throws(HTTPClientError) {
        try check(unsafe penstock_curl_set_text(easy, option, value))
    }

    private func set(body: [UInt8]) throws(HTTPClientError) {
        try check(
            unsafe body.withUnsafeBytes { unsafe penstock_curl_set_body(easy, $0.baseAddress, $0.count) })
    }
}
