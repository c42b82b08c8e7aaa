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
        case .passedOn(let status, isUnmarked: true):
            .unknown(
                "The application answers \(status) and JSON, but it has no X-Archive-Files header: no list.",
                ["If it is meant as a list, have the application set the header field X-Archive-Files: auto"])
        case .passedOn(let status, isUnmarked: false):
            .unknown("The application answers \(status) and no list.", [Self.cure(passedOn: status)])
        case .refused(let status, let source, let reason):
            .wrong(
                "\(reason) (\(status)).", ListCure(reason: reason, source: source, server: server).lines)
        }
    }

    private static func cure(passedOn status: Int) -> String {
        switch status {
        case 302, 303, 401, 403:
            "Give the URL of a list, and what the application wants to know: -- --cookie session=…"
        default: "Give the URL of a list, whose answer has status 200 and the header field X-Archive-Files."
        }
    }
}
