import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Downloads that a form on a page has selected: the answer is an address.
    @Suite struct FormDownloadTests {
        private let tree: TemporaryTree
        private let form: String
        private let longForm: String

        init() throws {
            tree = try TemporaryTree("forms")
            var generator = SeededGenerator(seed: 23)
            var names = ["a b.bin", "sub/ünï"]
            for name in names { try tree.file("dir/\(name)", generator.bytes(900_000)) }
            form = Self.form(names)
            // Too many for a URL.
            names += (0..<60).map { "\($0) " + String(repeating: "long ", count: 20) + "name" }
            for name in names[2...] { try tree.file("dir/\(name)", name) }
            longForm = Self.form(names)
            try tree.file("dir/not selected", "not selected")
        }

        private static func form(_ names: [String]) -> String {
            names.map { "&select=\(BytePath($0).percentEncoded)" }.reduce("format=zip", +)
        }

        /// What a program gets that sends the form.
        private func direct(_ form: String, _ site: Site) async throws -> HTTPResponse {
            let answer = try await site.get("/archive/dir/", ["--data", form], name: "direct")
            #expect(answer.status == 200 && answer["Location"] == nil)
            return answer
        }

        /// The path that a browser is sent to which sends the form.
        private func address(_ form: String, _ site: Site, _ mount: String = "archive") async throws -> String
        {
            let answer = try await site.get(
                "/\(mount)/dir/", ["-H", "Accept: text/html", "--data", form], name: "redirect")
            #expect(answer.status == 303)
            let location = try #require(answer["Location"])
            #expect(location.hasPrefix("?") && location.contains("selection=") == (form == longForm))
            return "/\(mount)/dir/\(location)"
        }

        private static let page = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"

        /// Programs that follow a redirect: what comes after each is the form and the URL, and it writes to `$1`.
        private static let clients = [
            ("curl", "curl -fsSL -H '\(page)' -o \"$1\" --data \"$2\" \"$3\""),
            ("wget", "wget -q --header '\(page)' -O \"$1\" --post-data \"$2\" \"$3\""),
            (
                "python3",
                """
                python3 -c '
                import sys, urllib.request
                request = urllib.request.Request(sys.argv[3], sys.argv[2].encode(), {"Accept": "text/html"})
                open(sys.argv[1], "wb").write(urllib.request.urlopen(request).read())' "$1" "$2" "$3"
                """
            ),
        ]

        @Test(arguments: clients.map(\.0))
        func `a client that follows gets exactly what was selected`(name: String) async throws {
            let script = try #require(Self.clients.first { $0.0 == name }?.1)
            let site = try await Site(tree)
            for form in [form, longForm] {
                let direct = try await direct(form, site)
                for mount in ["/archive", "/plain"] {
                    let file = site.downloads.at("followed")
                    let url = site.nginx.url("\(mount)/dir/")
                    let result = try await Tool("bash").run(["-c", script, name, file.text, form, url])
                    #expect(result.succeeded, "\(result)")
                    #expect(try FileSystem.sameContents(file, direct.body))
                }
                let names = try await ArchiveListing.names(try direct.bytes())
                #expect(names.contains("dir/sub/ünï") && !names.contains("dir/not selected"))
                #expect(names.count == (form == longForm ? 64 : 4))
            }
            let line = try await site.penstock.requestLine(["method": "POST", "outcome": "redirected"])
            #expect(line["status"] == "303")
        }

        @Test func `the address has the entity tag of the form's archive`() async throws {
            let site = try await Site(tree)
            for form in [form, longForm] {
                let direct = try await direct(form, site)
                let answer = try await site.get(try await address(form, site))
                #expect(answer["ETag"] == direct["ETag"] && direct["ETag"] != nil)
                #expect(answer["Cache-Control"] == "private, no-cache, no-transform")
            }
        }

        /// As the query of a location of nginx is by default, the address arrives whole there, too.
        @Test func `the longest address passes an nginx as it is`() async throws {
            let site = try await Site(tree)
            let rest = "u=&select=a%20b.bin&format=zip".utf8.count
            for (length, isLong) in [(3584, false), (3585, true)] {
                let padding = String(repeating: "x", count: length - rest)
                let answer = try await site.get(
                    "/plain/dir/?u=\(padding)", ["-H", Self.page, "--data", "format=zip&select=a+b.bin"])
                #expect((answer.status == 303) == !isLong && answer.exit.isSuccess)
                #expect((answer["Location"]?.utf8.count == length + 1) == !isLong)
                if isLong { #expect(answer.status == 200) }
            }
        }

        @Test(arguments: ResumingClient.allCases, [false, true])
        func `a cut download goes on`(client: ResumingClient, isLong: Bool) async throws {
            let site = try await Site(tree)
            let stalling = try await NginxServer([
                .init(
                    site.penstock.address, root: tree.root, mount: "/archive",
                    directives: ["limit_rate_after 300k;", "limit_rate 1;"])
            ])
            let form = isLong ? longForm : form
            let (direct, path) = (try await direct(form, site), try await address(form, site))
            let file = site.downloads.at("archive")
            #expect(try await client.begin(stalling.url(path), to: file, endingAfter: 200_000))
            let result = try await client.finish(site.nginx.url(path), to: file)
            #expect(result.succeeded, "\(result)")
            #expect(try FileSystem.sameContents(file, direct.body))
        }

        @Test func `with a cache directory an address outlives a restart, for a day`() async throws {
            let cache = try TemporaryTree("cache")
            let site = try await Site(tree, serve: ["--cache-dir", cache.path])
            let (direct, path) = (try await direct(longForm, site), try await address(longForm, site))
            let file = site.downloads.at("archive")
            try await Curl.fetch(site.nginx.url(path), behind: file, upTo: 1_000_000)
            site.penstock.process.send(SIGKILL)
            _ = try await site.penstock.process.exit()
            let next = try await Site(tree, serve: ["--cache-dir", cache.path])
            let result = try await ResumingClient.curl.finish(next.nginx.url(path), to: file)
            #expect(result.succeeded, "\(result)")
            #expect(try FileSystem.sameContents(file, direct.body))
            let names = try cache.names("selections")
            try FileSystem.setModified(
                FileTime(time(nil) - 86_500), of: cache.at("selections") / BytePath(try #require(names.first))
            )
            let last = try await Site(tree, serve: ["--cache-dir", cache.path])
            let gone = try await last.get(path, ["-H", Self.page])
            #expect(gone.status == 410 && names.count == 1)
            #expect(try gone.bytes().contains(text: "Go back and select again"))
        }

        @Test func `without a cache directory an address ends with its process`() async throws {
            let site = try await Site(tree)
            let path = try await address(longForm, site)
            #expect(try await site.get(path, ["-r", "0-9"]).status == 200)
            #expect(try await Site(tree).get(path).status == 410)
        }

        @Test func `forms without end fill neither directory nor memory`() async throws {
            let cache = try TemporaryTree("cache")
            // A sixteenth is for selections: room for four of these.
            let site = try await Site(
                tree, serve: ["--cache-dir", cache.path, "--cache-size", String(16 * 4 * 4096 * 51)])
            let before = try site.penstock.usage().residentBytes
            let padding = (0..<50).map {
                "&select=x\($0)" + String(repeating: "/" + String(repeating: "y", count: 99), count: 40)
            }
            for number in 0..<150 {
                let file = try site.downloads.file("form", "format=zip&select=\(number)" + padding.joined())
                let answer = try await site.get(
                    "/archive/dir/", ["-H", Self.page, "--data-binary", "@\(file)"], name: "redirect")
                #expect(answer.status == 303)
            }
            #expect(try cache.names("selections").count <= 4)
            #expect(try site.penstock.usage().residentBytes - before < 24 << 20)
        }
    }
}
