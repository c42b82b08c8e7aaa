/// What a location answers instead of a probe, so that there is nothing to examine.
struct UnprobedAnswer {
    /// So much of a page is looked at, in bytes.
    static let pageLimit = 4096

    let url: String
    let status: Int
    /// The beginning of the page, for a status of 500 or more.
    let page: String

    var finding: Finding {
        switch status {
        case 500 where isPenstocks:
            .wrong("No probe came from \(url), but status 500: penstock is not set up correctly.", [log])
        case 500:
            .wrong(
                "No probe came from \(url), but status 500.",
                ["Read penstock's log, and the error log of the front server."])
        case 502...503 where !isPenstocks:
            .wrong(
                "No probe came from \(url), but status \(status): the front server does not reach penstock.",
                [
                    "Have penstock run: systemctl status penstock.socket penstock.service",
                    "Name its socket: fastcgi_pass unix:/run/penstock/penstock.sock;",
                    "The error log of the front server has the reason.",
                ])
        default:
            .wrong(
                "No probe came from \(url), but status \(status). Give the URL of a location "
                    + "of penstock, and let it answer probes for as long as this takes:",
                [FrontServer.nginx, .proxyFCGI, .lighttpd].map { $0.setting("PENSTOCK_PROBE", "on") })
        }
    }

    /// Whether the page is one of penstock, whose text begins with the status.
    private var isPenstocks: Bool { page.hasPrefix("\(status) ") }

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
