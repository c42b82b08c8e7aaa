import TestSupport
import Testing

extension EndToEndTests {
    /// What an administrator gets with the package, on a Debian that has just been installed.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct InstallationTests {
        @Test func `an archive comes through nginx as README.md sets it up`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir /srv/files/photos; touch /srv/files/photos/one")
            let answer = try await site.get("/archive/photos.tar")
            #expect(answer.status == "200" && answer.names == ["photos/", "photos/one"])
        }

        @Test func `nginx accepts the example site and what caches archives`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                cp /usr/share/doc/penstock/examples/example-site.conf /etc/nginx/sites-enabled/
                sed -i '/listen.*80;/d' /etc/nginx/sites-enabled/example-site.conf
                ln -s ../snippets/penstock-cache-zone.conf /etc/nginx/conf.d/
                nginx -t
                """)
        }

        @Test func `a folder that nginx lists has its button as docs/buttons.md sets it up`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir /srv/files/photos; touch /srv/files/photos/one")
            try await site.serve(
                try Page.buttons.code("## nginx: autoindex and fancyindex", in: "nginx").joined())
            let page = try await site.machine.check(InstalledSite.curl, ["/files/photos/"])
            #expect(page.contains("href=\"?format=zip\"") && page.contains("href=\"one\""))
            let answer = try await site.get("/files/photos/?format=tar")
            #expect(answer.status == "200" && answer.names == ["photos/", "photos/one"])
        }

        @Test func `the manual and completions are where they are looked for`() async throws {
            let site = try await InstalledSite()
            // The tree has no /usr/share/man, so the package is asked.
            let files = try await site.machine.check("dpkg-query --listfiles penstock")
                .split(separator: "\n")
            for file in [
                "man/man1/penstock.1.gz", "man/man5/penstock-parameters.5.gz",
                "bash-completion/completions/penstock", "zsh/vendor-completions/_penstock",
                "fish/vendor_completions.d/penstock.fish",
            ] {
                #expect(files.contains { $0 == "/usr/share/\(file)" }, "\(file)")
            }
            let completed = try await site.machine.check(
                """
                cat >/tmp/complete <<'EOF'
                . /usr/share/bash-completion/completions/penstock
                COMP_WORDS=(penstock serve --max-s) COMP_CWORD=2 COMP_LINE='penstock serve --max-s' COMP_POINT=22
                $(complete -p penstock | sed -E 's/.*-F ([^ ]+).*/\\1/') penstock --max-s serve
                echo "${COMPREPLY[@]}"
                EOF
                bash /tmp/complete
                """)
            #expect(completed == "--max-streams")
        }

        @Test func `an upgrade lets a running download finish, and nobody is refused`() async throws {
            let site = try await InstalledSite()
            try await site.makeLargeFile()
            let socket = try await site.machine.check("stat -c %i /run/penstock/penstock.sock")
            let download = try await site.download {
                let upgrade = try await site.machine.start(
                    "exec apt-get -q install --yes --reinstall /packages/penstock_*.deb")
                try await site.await("ActiveState", "deactivating")
                // It waits at the socket for the new one.
                return [
                    upgrade, try await site.machine.start(InstalledSite.curl + " -I", ["/archive/large.tar"]),
                ]
            }
            #expect(download.isWhole)
            for process in download.done { #expect(try await process.exit().isSuccess) }
            #expect(try await site.state() == "active")
            #expect(try await site.machine.check("stat -c %i /run/penstock/penstock.sock") == socket)
        }

        @Test func `purge leaves nothing`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                mkdir /srv/files/dir
                systemctl enable --now penstock@other.socket
                systemctl start penstock.service penstock@other.service
                test -d /var/cache/penstock@other
                apt-get -q purge --yes penstock
                """)
            let files = try await site.machine.check(
                "find / /run -xdev ! -path '/srv/*' ! -path '/proc/*' -name '*penstock*'")
            #expect(files.isEmpty)
            let mentions = try await site.machine.check(
                "grep -l penstock /etc/passwd /etc/group /etc/shadow /etc/gshadow || true")
            #expect(mentions.isEmpty)
            let units = try await site.machine.check(
                "systemctl list-units --all --plain --no-legend 'penstock*'")
            #expect(units.isEmpty)
            let processes = try await site.machine.run("grep -lx penstock /proc/[0-9]*/comm")
            #expect(processes.text.isEmpty)
        }
    }
}
