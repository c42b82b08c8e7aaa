internal import Responder

/// Tells from the pages of a clock, each of which says when it was made, how far the responder was ahead.
enum ProbeClock {
    private static var pageSize: Int { ProbeProtocol.pageSize }

    /// - Parameters:
    ///   - body: The archive, or its beginning.
    ///   - taken: Bytes that the client had taken when it stopped.
    ///   - pause: How long it took nothing.
    /// - Returns: how many bytes more were made by the end of the pause; nil if the body is no clock.
    static func ahead(_ body: [UInt8], taken: Int, pause: Duration) -> Int? {
        let places = stride(from: 0, to: min(body.count, 8 * 1024), by: 512)
        guard
            let first = places.first(where: {
                time(body, at: $0) != nil && time(body, at: $0 + pageSize) != nil
            }),
            let start = time(body, at: first)
        else { return nil }
        // What is made in the last moment may be what the client's first read asked for.
        let end = start + pause - .milliseconds(200)
        var made = first
        for page in stride(from: first, to: body.count, by: pageSize) {
            guard let time = time(body, at: page), time < end else { break }
            made = page + pageSize
        }
        return max(0, made - taken)
    }

    private static func time(_ body: [UInt8], at offset: Int) -> Duration? {
        offset > body.count ? nil : ProbeProtocol.time(body[offset...].prefix(ProbeProtocol.digitCount))
    }
}
