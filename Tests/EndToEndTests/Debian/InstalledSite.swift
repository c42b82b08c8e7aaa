import Synchronization
import TestSupport
import Testing

/// A machine with the package installed, and a site of nginx as README.md shows it.
struct InstalledSite {
    static let service = "penstock.service"

    let machine: DebianMachine

    /// Serves `/srv/files`, which is empty, below `/archive`.
    ///
    /// - Parameter dropIn: Lines for the service, in effect before it starts for the first time.
    init(dropIn: String = "") async throws {
        machine = try await DebianMachine()
        if !dropIn.isEmpty { try await configure(dropIn) }
        try await install()
        try await machine.check("mkdir /srv/files")
        try await serve(try Readme.location)
    }

    func install() async throws {
        try await machine.check("apt-get -q install --yes --reinstall /packages/penstock_*.deb")
    }

    /// Adds lines to the service, as `systemctl edit` does.
    func configure(_ lines: String, of unit: String = Self.service) async throws {
        try await machine.check(
            """
            mkdir -p "/etc/systemd/system/$1.d"
            echo "$2" >"/etc/systemd/system/$1.d/test.conf"
            systemctl daemon-reload
            """, [unit, lines])
    }

    /// Gives nginx these locations.
    func serve(_ locations: String) async throws {
        try await machine.check(
            """
            echo "server { listen 8080; $1 }" >/etc/nginx/sites-enabled/archive
            systemctl restart nginx
            """, [locations])
    }

    /// Downloads to standard output.
    static let curl = "curl -fsS --max-time 600 http://127.0.0.1:8080\"$1\""

    /// - Returns: The status of the answer and the names in the tar that it may be.
    func get(_ path: String) async throws -> (status: String, names: [String]) {
        let script = """
            curl -sS --max-time 600 -o /tmp/body -w '%{http_code}\\n' "http://127.0.0.1:8080$1"
            tar -tf /tmp/body 2>/dev/null || true
            """
        let lines = try await machine.check(script, [path]).split(separator: "\n").map(String.init)
        return (lines.first ?? "", Array(lines.dropFirst()))
    }

    /// Makes `/srv/files/large`, with more in it than fits between penstock and a client that takes nothing.
    func makeLargeFile() async throws {
        try await machine.check("mkdir -p /srv/files/large; truncate -s 64M /srv/files/large/file")
    }

    /// Downloads the large file, and does something while the client has stopped after its first bytes.
    ///
    /// - Returns: Whether it arrived whole, and what was done.
    func download<Done: Sendable>(
        meanwhile action: @escaping @Sendable () async throws -> Done
    ) async throws -> (isWhole: Bool, done: Done) {
        let file = try TemporaryTree("download")
        let fetched = FileAppender(file.at("large.tar"))
        let done = Mutex<Done?>(nil)
        let curl = try await machine.start(Self.curl, ["/archive/large.tar"]) { bytes in
            if try fetched.append(bytes) {
                let result = try await action()
                done.withLock { $0 = result }
            }
            return .more
        }
        let exit = try await curl.exit()
        return (exit.isSuccess && fetched.count > 64 << 20, try #require(done.withLock { $0 }))
    }

    /// A property of a unit, as systemd has it.
    func property(_ name: String, of unit: String = Self.service) async throws -> String {
        try await machine.check("systemctl show --value -p \"$1\" \"$2\"", [name, unit])
    }

    func state(of unit: String = Self.service) async throws -> String {
        try await property("ActiveState", of: unit)
    }

    /// Waits until a property has that value.
    func await(_ name: String, _ value: String, of unit: String = Self.service) async throws {
        try await eventually("\(name)=\(value)") { try await property(name, of: unit) == value ? true : nil }
    }

    /// What the service has written to the journal.
    func journal(_ options: String = "") async throws -> [String] {
        let lines = try await machine.check(
            "journalctl --quiet --output=cat _SYSTEMD_UNIT=\(Self.service) \(options)")
        return lines.split(separator: "\n").map(String.init)
    }
}
