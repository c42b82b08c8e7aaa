import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct CheckUnitTests {
    private static let ending = """
        Type=oneshot
        RemainAfterExit=yes
        RuntimeDirectoryPreserve=yes
        StandardOutput=file:/run/said
        StandardError=inherit

        """

    private func lines(_ listing: String, of unit: String = "penstock.service") throws -> String {
        try CheckUnit(listing, of: unit, output: "/run/said").text
    }

    @Test func `all stays that decides what the service may see and do`() throws {
        let listing = """
            # /lib/systemd/system/penstock.service
            [Unit]
            Requires=%N.socket
            [Service]
            Type=notify
            ExecStart=/usr/bin/penstock serve
            ExecReload=/bin/sh -c 'kill -HUP $MAINPID'
            EnvironmentFile=-/etc/default/%N
            Restart=on-failure
            WatchdogSec=60
            User=penstock
            # A comment.
            SystemCallFilter=@system-service \\
                ; between
                ioprio_set
            [Install]
            WantedBy=multi-user.target
            # /etc/systemd/system/penstock.service.d/override.conf
            [Service]
            SupplementaryGroups = media
            """
        #expect(
            try lines(listing) == """
                [Service]
                EnvironmentFile=-/etc/default/penstock
                User=penstock
                SystemCallFilter=@system-service  ioprio_set
                SupplementaryGroups=media
                \(Self.ending)ExecStart=/usr/bin/penstock serve --check

                """)
    }

    @Test func `a drop-in has the last word about the command`() throws {
        let listing =
            "[Service]\nExecStart=/usr/bin/penstock\nExecStart=\nExecStart=-/opt/penstock serve --root /a%%b\n"
        #expect(
            try lines(listing).hasSuffix("\nExecStart=-/opt/penstock serve --root /a%%b --check\n"))
    }

    @Test(
        arguments: [
            ("[Service]\nUser=x\n", .noCommand), ("[Unit]\nExecStart=/usr/bin/penstock\n", .noCommand),
            ("[Service]\nExecStart=/usr/bin/penstock\nExecStart=\n", .noCommand),
            ("[Service]\nExecStart=/bin/sh -c 'penstock serve'\n", .foreignCommand("/bin/sh")),
            ("[Service]\nExecStart=!!/usr/bin/xpenstock serve\n", .foreignCommand("/usr/bin/xpenstock")),
        ] as [(String, CheckUnit.Problem)])
    func `nothing is run but penstock`(listing: String, problem: CheckUnit.Problem) {
        #expect(throws: problem) { try lines(listing) }
    }

    @Test(
        arguments: [
            ("penstock.service", "%n %N %p %i.", "penstock.service penstock penstock ."),
            ("penstock@a-b.service", "%N %p %i %I", "penstock@a-b penstock a-b a/b"),
            ("penstock@a\\x2db.service", "%i %I", "a\\x2db a-b"),
            ("penstock.service", "%%N %C/%N %%%p %", "%%N %C/penstock %%penstock %"),
        ])
    func `specifiers stand for the service and not for its check`(
        unit: String, line: String, expanded: String
    ) {
        #expect(UnitName(unit).expand(line) == expanded)
    }

    @Test(arguments: [
        ("penstock", true), ("penstock@a\\x2db.service", true), ("", false), ("-H", false), ("a b", false),
        ("../x", false), ("a*", false), ("é", false),
    ])
    func `a name is one unit's`(name: String, isValid: Bool) {
        #expect(UnitName.isValid(name) == isValid)
    }

    @Test(
        arguments: [
            (["serve", "--check", "--unit", "x"], []), (["--unit=x", "--check"], []),
            (["--check", "--root", "/", "--unit", "--x"], ["--root", "/"]),
        ] as [([String], [String])])
    func `other options are found`(arguments: [String], others: [String]) {
        #expect(UnitCheck.otherOptions(in: arguments) == others)
    }

    @Test(
        arguments: [
            ("success", 0, []), ("exit-code", 78, []), ("exit-code", 64, ["options", "/etc/default/x"]),
            ("exit-code", 216, ["SupplementaryGroups=", "journalctl --unit c.service"]),
            ("exit-code", 217, ["User="]), ("exit-code", 226, ["sandbox"]), ("exit-code", 99, ["status 99"]),
            ("resources", 0, ["resources", "journalctl --unit c.service"]),
        ] as [(String, Int, [String])])
    func `how the check ended is told`(result: String, status: Int, words: [String]) {
        let outcome = UnitOutcome(
            unit: "x.service", result: result, status: status, environmentFiles: ["/etc/default/x"],
            journal: "c.service")
        #expect(outcome.isWell == (result == "success"))
        let text = outcome.findings.map(\.description).joined()
        #expect(text.isEmpty == words.isEmpty)
        for word in words { #expect(text.contains(word), "\(word): \(text)") }
    }
}
