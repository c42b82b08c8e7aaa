internal import CCurl

extension HTTPClientError {
    /// What a result of libcurl means for the caller.
    ///
    /// - Parameter hasHead: Whether the head of the response was all there.
    init(_ code: CURLcode, hasHead: Bool, words: String) {
        switch code {
        // Only the time to connect is libcurl's to watch.
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS:
            self = .untrusted(words)
        case _ where hasHead: self = .brokenOff(words)
        case CURLE_OK, CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_WEIRD_SERVER_REPLY,
            CURLE_LOGIN_DENIED,
            CURLE_OUT_OF_MEMORY, CURLE_WRITE_ERROR, CURLE_PARTIAL_FILE:
            self = .malformed(words)
        default: self = .unreachable(words)
        }
    }
}
