internal import HTTPClient

/// Whether an application can be asked at all.
public enum ApplicationReach {
    /// Asks the application for the path of its URL. Blocks.
    ///
    /// - Returns: nil if it gives any answer, else why not.
    public static func obstacle(to url: String, timeout: Duration) -> String? {
        guard let address = ApplicationAddress(url) else { return "no URL of an application" }
        let request = HTTPRequest(
            url: address.origin + (address.basePath.isEmpty ? "/" : address.basePath),
            socketPath: address.socketPath)
        do throws(HTTPClientError) {
            _ = try HTTPClient().send(request, timeouts: HTTPTimeouts(silence: timeout)) { false }
            return nil
        } catch { return "\(Refusal(error).reason)" }
    }
}
