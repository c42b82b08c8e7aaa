import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct UnprobedAnswerTests {
    private static let misconfigured =
        "500 Internal Server Error: The server is not set up correctly; its log says why."
    private static let page = "<html><h1>Bad Gateway</h1></html>"

    @Test(arguments: [
        (200, "", "PENSTOCK_PROBE on"), (302, "", "PENSTOCK_PROBE on"), (404, "", "PENSTOCK_PROBE on"),
        (500, misconfigured + " Reference: 5f-1", "id=5f-1"), (500, misconfigured, "penstock's log"),
        (500, "<html><h1>Internal Server Error</h1></html>", "error log of the front server"),
        (502, page, "fastcgi_pass unix:"), (503, page, "fastcgi_pass unix:"),
        (502, "502 Bad Gateway: The application does not answer.", "PENSTOCK_PROBE on"),
        (503, "503 Service Unavailable: Too much", "PENSTOCK_PROBE on"),
    ])
    func `the status says what to do`(status: Int, page: String, cure: String) {
        let finding = UnprobedAnswer(url: "http://a/", status: status, page: page).finding
        #expect(finding.verdict == .wrong)
        #expect(finding.text.contains("http://a/") && finding.text.contains("status \(status)"))
        let lines = finding.cure.joined(separator: "\n")
        #expect(lines.contains(cure), "\(lines)")
        #expect(lines.contains("PENSTOCK_PROBE") == (cure == "PENSTOCK_PROBE on"), "\(lines)")
    }

    @Test(arguments: ["$(id)", ";id", "`id`", "a'b", "", "\u{1B}[2J", "é"])
    func `nothing is told to be pasted that a shell would run`(reference: String) {
        let page = "\(Self.misconfigured) Reference: \(reference)\n"
        let finding = UnprobedAnswer(url: "http://a/", status: 500, page: page).finding
        #expect(finding.cure == ["Read penstock's log: journalctl -u penstock"])
    }
}
