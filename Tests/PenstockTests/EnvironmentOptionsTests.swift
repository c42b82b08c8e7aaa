import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct EnvironmentOptionsTests {
    private func adding(_ variables: [String: String], to arguments: [String]) -> [String] {
        EnvironmentOptions.adding(variables.map { (name: $0.key, value: $0.value) }, to: arguments)
    }

    @Test(
        arguments: [
            ([:], [], []), ([:], ["serve", "--root", "/x"], ["serve", "--root", "/x"]),
            (["PENSTOCK_SERVE_MAX_STREAMS": "5"], [], ["--max-streams", "5"]),
            (["PENSTOCK_SERVE_MAX_STREAMS": "5"], ["serve"], ["serve", "--max-streams", "5"]),
            (["PENSTOCK_SERVE_ROOT": "/a b"], ["--listen", "x"], ["--root", "/a b", "--listen", "x"]),
            (
                ["PENSTOCK_SERVE_ROOT": "/a", "PENSTOCK_SERVE_LISTEN": "x"], [],
                ["--listen", "x", "--root", "/a"]
            ),
            (
                ["PENSTOCK_SERVE_ALLOW_ROOT": "/a /b"], ["--root", "/a"],
                ["--allow-root", "/a", "--allow-root", "/b", "--root", "/a"]
            ),
            (
                ["PENSTOCK_SERVE_ALLOW_ORIGIN": "http://a http://b"], [],
                ["--allow-origin", "http://a", "--allow-origin", "http://b"]
            ),
            (
                ["PENSTOCK_SERVE_LISTEN": " unix:/s  [::1]:9 "], [],
                ["--listen", "unix:/s", "--listen", "[::1]:9"]
            ),
            (
                ["PENSTOCK_SERVE_ALLOW_ORIGIN": "http://a/ http://b/"], [],
                ["--allow-origin", "http://a/", "--allow-origin", "http://b/"]
            ),
            (["PENSTOCK_SERVE_ALLOW_ROOT": "/a"], ["--allow-root", "/b"], ["--allow-root", "/b"]),
            (["PENSTOCK_SERVE_ALLOW_ROOT": " "], [], ["--allow-root", " "]),
            (["PENSTOCK_SERVE_TYPO": "x"], [], ["--typo", "x"]),
            (["PENSTOCK_ROOT": "/a", "PENSTOCK_SERVE": "b", "SERVE_ROOT": "/c"], [], []),
        ] as [([String: String], [String], [String])])
    func `variables come in front of the command line's own options`(
        variables: [String: String], arguments: [String], expected: [String]
    ) {
        #expect(adding(variables, to: arguments) == expected)
    }

    @Test(arguments: [["--max-streams", "7"], ["--max-streams=7"], ["serve", "--max-streams=7"]])
    func `the command line wins`(arguments: [String]) {
        #expect(adding(["PENSTOCK_SERVE_MAX_STREAMS": "5"], to: arguments) == arguments)
    }

    @Test(arguments: [["pack", "x"], ["help"], ["--version"], ["--help"], ["-h"]])
    func `other commands take nothing from the environment`(arguments: [String]) {
        #expect(adding(["PENSTOCK_SERVE_MAX_STREAMS": "5"], to: arguments) == arguments)
    }
}
