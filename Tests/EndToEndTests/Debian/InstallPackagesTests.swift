import TestSupport
import Testing

extension EndToEndTests {
    /// What Scripts/install-packages does to a machine that has systemd.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct InstallPackagesTests {
        /// A package with a service, made as Debian's tools make one.
        private static let package = """
            umask 022
            mkdir -p /tmp/made/DEBIAN /tmp/made/lib/systemd/system
            cd /tmp/made
            printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' \\
                >lib/systemd/system/example.service
            printf '%s: %s\\n' Package example Version 1 Architecture all Maintainer 'A <a@example.org>' \\
                Description 'a service' >DEBIAN/control
            cat >DEBIAN/postinst <<'EOF'
            #!/bin/sh
            set -e
            deb-systemd-helper enable example.service
            deb-systemd-invoke start example.service
            test ! -e /tmp/is-broken
            EOF
            chmod 755 DEBIAN/postinst
            dpkg-deb --build . /tmp/example.deb >/dev/null
            """

        private let machine: DebianMachine

        init() async throws {
            machine = try await DebianMachine()
            let script = try FileSystem.text(ProjectFiles.script("install-packages"))
            try await machine.check(
                "cat >/tmp/install-packages <<'END'\n\(script)\nEND\nchmod 755 /tmp/install-packages")
            try await machine.check(Self.package)
        }

        @Test func `a service of a package is not started`() async throws {
            try await machine.check(
                "/tmp/install-packages /tmp/example.deb && test ! -e /usr/sbin/policy-rc.d")
            #expect(try await state() == "inactive")
        }

        @Test func `what forbids it goes also if the installation fails`() async throws {
            let result = try await machine.run("touch /tmp/is-broken; /tmp/install-packages /tmp/example.deb")
            #expect(!result.succeeded)
            try await machine.check("test ! -e /usr/sbin/policy-rc.d")
            #expect(try await state() == "inactive")
        }

        @Test func `a policy of the administrator decides, and stays`() async throws {
            try await machine.check(
                """
                printf '#!/bin/sh\\nexit 0\\n' >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d
                /tmp/install-packages /tmp/example.deb && test -x /usr/sbin/policy-rc.d
                """)
            #expect(try await state() == "active")
        }

        private func state() async throws -> String {
            try await machine.check("systemctl is-active example.service || true")
        }
    }
}
