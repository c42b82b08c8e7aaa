internal import SystemCalls

/// A request and its response, by curl: whatever HTTP, TLS and proxies do, they do as for anybody else's download.
struct Transfer: ~Copyable {
    private static let portion = 64 * 1024

    /// curl's exit status when time is up.
    static let timedOut: Int32 = 28

    private let curl: ChildProcess
    /// Nil if no response came.
    let head: HTTPHead?
    /// Bytes of the body that are not taken yet.
    private var pending: [UInt8]
    /// Bytes of the body so far.
    private(set) var count = 0

    private init(_ curl: consuming ChildProcess, _ head: HTTPHead?, pending: [UInt8]) {
        self.curl = curl
        self.head = head
        self.pending = pending
    }

    /// Asks and waits for the head. Blocks.
    ///
    /// - Parameter arguments: Options of curl, and the URL.
    static func begin(_ arguments: [String]) throws(SystemCallError) -> Transfer {
        let options = [
            "-q", "--silent", "--include", "--no-buffer", "--globoff", "--suppress-connect-headers",
            // A server that sends nothing for 90 s is given up.
            "--connect-timeout", "30", "--speed-limit", "1", "--speed-time", "90",
        ]
        let curl = try ChildProcess.start("curl", options + arguments)
        var pending: [UInt8] = []
        var head: HTTPHead?
        // An interim response (100 Continue) comes in front of the one that counts.
        repeat { head = try readHead(curl, &pending) } while head.map { $0.status < 200 } ?? false
        return Transfer(curl, head, pending: pending)
    }

    /// Takes what comes next of the body. Blocks.
    ///
    /// - Returns: nothing at the end.
    mutating func next() throws(SystemCallError) -> [UInt8] {
        if pending.isEmpty { _ = try curl.read(Self.portion, appendingTo: &pending) }
        let bytes = pending
        pending = []
        count += bytes.count
        return bytes
    }

    /// Takes the rest of the body. Blocks.
    mutating func rest() throws(SystemCallError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let bytes = try next()
            if bytes.isEmpty { return body }
            body += bytes
        }
    }

    /// Waits for the end.
    ///
    /// - Returns: curl's exit status; 0 if the response was complete as far as a client can know.
    consuming func finish() -> Int32 { curl.wait() }

    private static func readHead(
        _ curl: borrowing ChildProcess, _ pending: inout [UInt8]
    ) throws(SystemCallError) -> HTTPHead? {
        let end = Array("\r\n\r\n".utf8)
        while pending.firstRange(of: end) == nil {
            if try curl.read(portion, appendingTo: &pending) == 0 { return nil }
        }
        guard let range = pending.firstRange(of: end) else { return nil }
        let text = String(decoding: pending[..<range.lowerBound], as: UTF8.self)
        pending.removeSubrange(..<range.upperBound)
        return HTTPHead(text.split(whereSeparator: \.isNewline).map(String.init))
    }
}
