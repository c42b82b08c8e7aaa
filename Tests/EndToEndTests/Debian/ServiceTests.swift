import TestSupport
import Testing

extension EndToEndTests {
    /// The shipped units under a real systemd.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct ServiceTests {
        @Test func `the first request starts the service`() async throws {
            let site = try await InstalledSite()
            #expect(try await site.state(of: "penstock.socket") == "active")
            #expect(try await site.state() == "inactive")
            try await site.machine.check("mkdir /srv/files/dir")
            #expect(try await site.get("/archive/dir.tar").status == "200")
            // Active is what a service of Type=notify becomes when it says that it is ready.
            #expect(try await site.state() == "active")
            #expect(try await site.property("StatusText") == "Serving")
            let status = try await site.machine.check(
                "grep -E '^(CapBnd|NoNewPrivs|Seccomp):' /proc/$1/status", [site.property("MainPID")])
            #expect(status == "CapBnd:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2")
        }

        @Test func `a service that hangs is restarted`() async throws {
            let site = try await InstalledSite(dropIn: "[Service]\nWatchdogSec=1")
            try await site.machine.check("mkdir /srv/files/dir; systemctl start penstock")
            // Fed, it lives on.
            let first = try await site.property("MainPID")
            try await eventually("two feedings") {
                try await Int(site.property("WatchdogTimestampMonotonic")) ?? 0
                    > (Int(site.property("ExecMainStartTimestampMonotonic")) ?? .max) + 1_200_000 ? true : nil
            }
            try await site.machine.check("kill -STOP \(first)")
            try await site.await("NRestarts", "1")
            try await site.await("ActiveState", "active")
            #expect(try await site.property("MainPID") != first)
            #expect(try await site.get("/archive/dir.tar").status == "200")
            let messages = try await site.machine.check(
                "journalctl --quiet -o cat -u penstock -g '[Ww]atchdog'")
            #expect(!messages.isEmpty)
        }

        @Test func `a service that crashed comes back`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir /srv/files/dir; systemctl start penstock")
            // More often than systemd bears with most services.
            for count in 1...6 {
                try await site.machine.check("kill -KILL $1", [site.property("MainPID")])
                try await site.await("NRestarts", String(count))
                try await site.await("ActiveState", "active")
            }
            #expect(try await site.get("/archive/dir.tar").status == "200")
        }

        @Test func `a reload opens roots again, and downloads go on`() async throws {
            let site = try await InstalledSite()
            try await site.makeLargeFile()
            let download = try await site.download {
                let process = try await site.property("MainPID")
                try await site.machine.check(
                    "mv /srv/files /srv/moved; mkdir -p /srv/files/dir; touch /srv/files/dir/new")
                #expect(try await site.get("/archive/dir.tar").status == "404")
                try await site.machine.check("systemctl reload penstock")
                try await eventually("the new root") {
                    try await site.get("/archive/dir.tar").names == ["dir/", "dir/new"] ? true : nil
                }
                #expect(try await site.property("MainPID") == process)
            }
            #expect(download.isWhole)
        }

        @Test func `a stop lets a running download finish`() async throws {
            let site = try await InstalledSite()
            try await site.makeLargeFile()
            let download = try await site.download {
                try await site.machine.check("systemctl stop --no-block penstock.service")
                try await site.await("StatusText", "Waiting for downloads to finish")
                #expect(try await site.state() == "deactivating")
            }
            #expect(download.isWhole)
            try await site.await("ActiveState", "inactive")
            #expect(try await site.property("Result") == "success")
        }

        @Test func `who asks during a restart waits at the socket`() async throws {
            let site = try await InstalledSite()
            try await site.makeLargeFile()
            let download = try await site.download {
                let restart = try await site.machine.start("exec systemctl restart penstock.service")
                try await site.await("StatusText", "Waiting for downloads to finish")
                var waiting = [restart]
                for _ in 0..<3 {
                    waiting.append(
                        try await site.machine.start(InstalledSite.curl + " -I", ["/archive/large.tar"]))
                }
                return waiting
            }
            #expect(download.isWhole)
            for process in download.done { #expect(try await process.exit().isSuccess) }
            #expect(try await site.state() == "active")
        }

        @Test func `nobody is refused, however often it is restarted`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                "mkdir /srv/files/dir; touch /tmp/answers; systemctl start penstock")
            let requests = try await site.machine.start(
                "until test -e /tmp/enough; do \(InstalledSite.curl) -o /dev/null; echo >>/tmp/answers; done",
                ["/archive/dir.tar"])
            for count in 1...20 {
                try await site.machine.check("systemctl restart penstock")
                try await eventually("requests") {
                    try #require(requests.isRunning, "\(requests.errors.text)")
                    let answers = try await Int(site.machine.check("wc -l </tmp/answers")) ?? 0
                    return answers > 10 * count ? true : nil
                }
            }
            try await site.machine.check("touch /tmp/enough")
            #expect(try await requests.exit().isSuccess)
        }

        @Test func `a group gives the service what not everyone may read`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                groupadd media
                mkdir /srv/files/dir
                echo x >/srv/files/dir/file
                chgrp media /srv/files/dir/file
                chmod 640 /srv/files/dir/file
                """)
            #expect(try await site.get("/archive/dir.tar").names == ["dir/", "dir/MISSING.txt"])
            try await site.configure("[Service]\nSupplementaryGroups=media")
            try await site.machine.check("systemctl restart penstock")
            #expect(try await site.get("/archive/dir.tar").names == ["dir/", "dir/file"])
        }

        @Test func `a dynamic user would take openat2 away, and the log says so`() async throws {
            let site = try await InstalledSite(dropIn: "[Service]\nDynamicUser=yes\nRestart=no")
            let started = try await site.machine.run("systemctl start penstock.service")
            #expect(!started.succeeded)
            #expect(try await site.property("ExecMainStatus") == "78")
            #expect(try await site.journal("-p err").contains { $0.contains("openat2") })
        }

        @Test func `the journal knows what is an error`() async throws {
            let site = try await InstalledSite()
            try await site.makeLargeFile()
            let bad = try Readme.location.replacing("/archive", with: "/bad")
                .replacing("fastcgi_pass", with: "fastcgi_param PENSTOCK_NONSENSE on; fastcgi_pass")
            try await site.serve(try Readme.location + bad)
            #expect(try await site.get("/bad/large.tar").status == "500")
            // A client that leaves is no error.
            let client = try await site.machine.start(InstalledSite.curl, ["/archive/large.tar"]) { _ in .kill
            }
            _ = try await client.exit()
            try await eventually("the end of the download") {
                try await site.journal("-p info").contains { $0.contains("outcome=client-gone") } ? true : nil
            }
            #expect(try await !site.journal("-p notice").contains { $0.contains("client-gone") })
            let errors = try await site.journal("-p err")
            #expect(errors.count == 1 && errors.allSatisfy { $0.contains("PENSTOCK_NONSENSE") })
        }

        @Test func `instances have sockets, settings and caches of their own`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                for name in one two; do
                    mkdir -p "/srv/$name/dir"
                    echo x >"/srv/$name/dir/$name"
                    echo "PENSTOCK_SERVE_ALLOW_ROOT=/srv/$name" >"/etc/default/penstock@$name"
                done
                systemctl enable --now penstock@one.socket penstock@two.socket
                """)
            // The second location of each goes to the socket of the other.
            func location(_ mount: String, _ socket: String, _ root: String) throws -> String {
                try Readme.location.replacing("/archive", with: mount)
                    .replacing("penstock.sock", with: "\(socket).sock").replacing("/srv/files", with: root)
            }
            try await site.serve(
                location("/one", "one", "/srv/one") + location("/two", "two", "/srv/two")
                    + location("/mixed", "two", "/srv/one"))
            for name in ["one", "two"] {
                #expect(try await site.get("/\(name)/dir.tar").names == ["dir/", "dir/\(name)"])
                #expect(try await site.state(of: "penstock@\(name).service") == "active")
                try await site.machine.check("ls /var/cache/penstock@\(name)/*")
            }
            #expect(try await site.get("/mixed/dir.tar").status == "500")
            #expect(try await site.state() == "inactive")
        }
    }
}
