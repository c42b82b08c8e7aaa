internal import Archive
internal import ByteIO

/// What a location answers instead of a probe, so that there is nothing to examine.
struct UnprobedAnswer {
    /// So much of a page is looked at, in bytes.
    static let pageLimit = 4096

    let url: String
    let head: HTTPHead
    /// The beginning of the page, for a status of 400 or more.
    let page: String
    /// What is seen of the socket; nil if the front server is elsewhere.
    let access: SocketAccess?

    var finding: Finding {
        switch head.status {
        case 500 where isPenstocks: wrong("penstock is not set up correctly", [log])
        case 500:
            wrong(
                "the page is the front server's own",
                ["Read the error log of the front server, and penstock's log."])
        case 502...503 where !isPenstocks: unreached
        case 504 where !isPenstocks:
            wrong(
                "the front server has waited for penstock in vain",
                ["Read penstock's log: journalctl -u penstock", "fastcgi_read_timeout 300s;"])
        case 300..<400:
            wrong(
                "the front server sends clients elsewhere",
                ["penstock doctor \(target.map(ShellWord.quoted) ?? "URL")"])
        case 401,
            403 where !isPenstocks:
            wrong(
                "the front server lets nobody in",
                ["penstock doctor \(ShellWord.quoted(url)) -- --user NAME:PASSWORD"])
        case 200 where isArchive: unasked
        case 200,
            404 where !isPenstocks:
            wrong(
                "this URL is none of penstock's",
                [
                    "Give the URL of a location, PENSTOCK_MOUNT and a slash. What locations there are, tells",
                    "grep -rn PENSTOCK_MOUNT /etc/nginx /etc/apache2 /etc/lighttpd",
                ])
        default: isPenstocks ? unasked : wrong("it is not known why", Self.probing)
        }
    }

    private var unasked: Finding { wrong("penstock answers, and not with a probe", Self.probing) }

    private func wrong(_ reason: String, _ cure: [String]) -> Finding {
        .wrong("No probe came from \(url), but status \(head.status): \(reason).", cure)
    }

    private var unreached: Finding {
        let reason = "the front server does not reach penstock"
        if let obstacle = access?.obstacle { return wrong(reason + obstacle.text, obstacle.cure) }
        return wrong(
            reason,
            [
                "See whether penstock can run: sudo penstock serve --check --unit penstock",
                "Name its socket: fastcgi_pass unix:/run/penstock/penstock.sock;",
                "The error log of the front server has the reason.",
            ])
    }

    private static var probing: [String] {
        ["Let the location answer probes for as long as this takes:"]
            + [FrontServer.nginx, .proxyFCGI, .lighttpd].map { $0.setting("PENSTOCK_PROBE", "on") }
    }

    private var isArchive: Bool {
        ArchiveFormat.allCases.contains { head["Content-Type"] == $0.mediaType }
    }

    /// Where a redirect leads, without the probe that was asked for; one of nginx may have the path alone.
    private var target: String? {
        guard let location = head["Location"]?.prefix(while: { $0 != "?" }) else { return nil }
        guard location.hasPrefix("/"), !location.hasPrefix("//") else { return String(location) }
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/") + location
    }

    /// Whether the page is one of penstock, whose text begins with the status.
    private var isPenstocks: Bool { page.hasPrefix("\(head.status) ") }

    /// Where to look for what is wrong.
    private var log: String {
        guard let reference else { return "Read penstock's log: journalctl -u penstock" }
        return "Read penstock's log: journalctl -u penstock --grep id=\(reference)"
    }

    /// The request's id in penstock's log, if the page has one. It is to be pasted into a shell.
    private var reference: Substring? {
        guard let label = page.firstRange(of: "Reference: ") else { return nil }
        let text = page[label.upperBound...].prefix { !$0.isWhitespace && $0 != "<" && $0 != "\"" }
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "@"):
                true
            default: false
            }
        }
        return text.isEmpty || !isSafe ? nil : text
    }
}
