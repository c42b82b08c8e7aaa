internal import Responder

/// What an application hands over.
struct ListFinding {
    let report: ProbeProtocol.ListReport
    /// Whose settings are named.
    let server: FrontServer

    var finding: Finding {
        switch report {
        case .list(let entries, let bytes, 0):
            .good("The application hands over a list: \(entries) entries, \(bytes) bytes.")
        case .list(let entries, _, let skipped):
            .wrong(
                "\(skipped) files of the application's list are left out of \(entries + skipped) entries.",
                ["Look into MISSING.txt of the archive, or at first-skipped in penstock's log."])
        case .passedOn(let status):
            .unknown(
                "The application answers \(status) and no list.",
                ["Give the URL of a list, and what the application wants to know: -- --cookie session=…"])
        case .refused(let status, let source, let reason):
            .wrong(
                "\(reason) (\(status)).", ListCure(reason: reason, source: source, server: server).lines)
        }
    }
}
