internal import HTTP
internal import HTTPClient
internal import Synchronization

/// A bucket of a store that speaks S3, and the keys to it. Used by many threads.
final class S3Store: Sendable {
    /// What was found out while requests were signed.
    private struct State {
        var key: SigningKey?
        /// Seconds to add to this machine's clock.
        var clockOffset: Int64 = 0
    }

    let bucket: String
    let endpoint: S3Endpoint
    let region: String
    /// nil: requests are not signed.
    let keys: S3Keys?
    private let state = Mutex(State())

    init(bucket: String, endpoint: S3Endpoint, region: String, keys: S3Keys?) {
        self.bucket = bucket
        self.endpoint = endpoint
        self.region = region
        self.keys = keys
    }

    /// The request for an object, signed if there are keys.
    ///
    /// - Parameters:
    ///   - method: `GET` or `HEAD`.
    ///   - key: As it is, not encoded.
    ///   - fields: Further fields. Those are signed that say what of the object is wanted.
    ///   - now: Seconds since 1970 by this machine's clock.
    /// - Returns: nil for a key that ``S3Endpoint/address(bucket:key:)`` has no address for.
    func request(
        _ method: String, key: [UInt8], fields: [(name: String, value: [UInt8])] = [], now: Int64
    ) -> HTTPRequest? {
        guard let address = endpoint.address(bucket: bucket, key: key) else { return nil }
        var headers: [(name: String, value: [UInt8])] = [("Host", Array(address.host.utf8))]
        headers += fields
        guard let keys else { return HTTPRequest(method: method, url: address.url, headers: headers) }
        let (time, signingKey) = signing(with: keys, now: now)
        headers.append(("x-amz-content-sha256", Array(CanonicalRequest.unsignedPayload.utf8)))
        headers.append(("x-amz-date", time.text))
        if let token = keys.token { headers.append(("x-amz-security-token", token.bytes)) }
        let canonical = CanonicalRequest(
            method, path: address.path, headers: headers.filter { Self.isSigned($0.name) })
        let authorization = SignatureV4.authorization(
            for: canonical, at: time, keyID: keys.id, key: signingKey)
        headers.append(("Authorization", authorization))
        return HTTPRequest(method: method, url: address.url, headers: headers)
    }

    /// What is signed must arrive unchanged, and proxies change what is not about the object.
    private static func isSigned(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["host", "range", "if-match", "if-unmodified-since"].contains(name) || name.hasPrefix("x-amz-")
    }

    private func signing(with keys: S3Keys, now: Int64) -> (SigningTime, SigningKey) {
        state.withLock { state in
            let (seconds, isTooLarge) = now.addingReportingOverflow(state.clockOffset)
            let time = SigningTime(secondsSinceEpoch: isTooLarge ? now : seconds)
            if let key = state.key, key.isGood(on: time.day) { return (time, key) }
            let key = SigningKey(keys.secret, day: time.day, region: region)
            state.key = key
            return (time, key)
        }
    }
}

/// Clocks that differ: a store refuses what was signed more than 15 minutes before or after its own time, mostly by a
/// 403; rclone answers 400 to what is too old.
extension S3Store {
    /// Seconds that the two times may differ and be no reason for a refusal.
    private static let tolerance: Int64 = 300

    /// Has further requests signed by the server's clock, if that differs from what they were signed by.
    ///
    /// - Parameters:
    ///   - date: The field `Date` of the refusal.
    ///   - now: Seconds since 1970 by this machine's clock.
    /// - Returns: whether the request is worth a second try.
    func adoptClock(of date: String, now: Int64) -> Bool {
        guard let serverTime = HTTPDate.seconds(date, now: now) else { return false }
        return state.withLock { state in
            let (offset, isTooLarge) = serverTime.subtractingReportingOverflow(now)
            guard !isTooLarge, abs(offset - state.clockOffset) > Self.tolerance else { return false }
            state.clockOffset = offset
            return true
        }
    }
}
