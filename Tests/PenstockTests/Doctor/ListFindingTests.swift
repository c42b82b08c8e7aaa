import Responder
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct ListFindingTests {
    @Test(arguments: [
        (200, true, "X-Archive-Files: auto", false), (302, false, "--cookie", true),
        (303, false, "--cookie", true), (401, false, "--cookie", true), (403, false, "--cookie", true),
        (200, false, "has status 200", false), (404, false, "has status 200", false),
        (500, false, "has status 200", false),
    ])
    func `only who is not let in is asked for a cookie`(
        status: Int, isUnmarked: Bool, words: String, asksForCookie: Bool
    ) {
        let report = ProbeProtocol.ListReport.passedOn(status: status, isUnmarked: isUnmarked)
        let finding = ListFinding(report: report, server: .nginx).finding
        #expect(finding.verdict == .unknown && finding.text.contains("\(status)"))
        #expect(finding.text.contains("it has no X-Archive-Files header") == isUnmarked)
        let cure = finding.cure.joined(separator: "\n")
        #expect(cure.contains(words) && cure.contains("--cookie") == asksForCookie, "\(cure)")
    }
}
