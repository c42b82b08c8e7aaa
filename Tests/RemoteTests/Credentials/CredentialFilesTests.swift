import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct CredentialFilesTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("credentials")
        try tree.directory("service")
        try tree.directory("here")
    }

    private func files(service: Bool = true) -> CredentialFiles {
        CredentialFiles(
            serviceDirectory: service ? tree.at("service").text : nil, directory: tree.at("here").text)
    }

    @Test func `systemd's credentials come before those beside the file`() throws {
        try tree.file("service/both", "systemd", mode: 0o400)
        try tree.file("here/both", "beside", mode: 0o640)
        try tree.file("here/one", "beside", mode: 0o600)
        #expect(try files().secret(named: "both") == Secret(Array("systemd".utf8)))
        #expect(try files().secret(named: "one") == Secret(Array("beside".utf8)))
        #expect(try files(service: false).secret(named: "both") == Secret(Array("beside".utf8)))
    }

    @Test func `a credential of systemd that cannot be used is not replaced`() throws {
        try tree.file("service/both", "", mode: 0o400)
        try tree.file("here/both", "beside", mode: 0o640)
        #expect(throws: CredentialError.empty) { try files().secret(named: "both") }
    }

    @Test(arguments: [
        ("x", "x"), ("x\n", "x"), ("x\r\n", "x"), ("x\n\n", "x\n"), (" x ", " x "), ("a\nb\n", "a\nb"),
    ])
    func `one line end behind the value is no part of it`(content: String, value: String) throws {
        try tree.file("here/a", content, mode: 0o600)
        #expect(try files().secret(named: "a") == Secret(Array(value.utf8)))
    }

    @Test(
        arguments: [
            (0o400, true), (0o440, true), (0o600, true), (0o640, true), (0o660, true), (0o700, true),
            (0o644, false),
            (0o604, false), (0o602, false), (0o601, false), (0o666, false),
        ] as [(UInt32, Bool)])
    func `others than owner and group have no access to a credential`(mode: UInt32, isTaken: Bool) throws {
        try tree.file("here/a", "x", mode: mode)
        if isTaken {
            #expect(try files().secret(named: "a") == Secret([0x78]))
        } else {
            #expect(throws: CredentialError.open(mode: UInt16(mode))) { try files().secret(named: "a") }
        }
    }

    @Test func `a credential has at most 8 KiB`() throws {
        try tree.file("here/a", [UInt8](repeating: 0x61, count: 8192), mode: 0o600)
        try tree.file("here/b", [UInt8](repeating: 0x61, count: 8193), mode: 0o600)
        #expect(try files().secret(named: "a").bytes.count == 8192)
        #expect(throws: CredentialError.tooLarge(limit: 8192)) { try files().secret(named: "b") }
    }

    @Test func `what is no file with content is refused`() throws {
        try tree.directory("here/directory", mode: 0o700)
        try FileSystem.makeFIFO(tree.at("here/fifo"))
        try tree.file("here/empty", "\n", mode: 0o600)
        #expect(throws: CredentialError.notFound) { try files().secret(named: "missing") }
        #expect(throws: CredentialError.notRegular) { try files().secret(named: "directory") }
        #expect(throws: CredentialError.notRegular) { try files().secret(named: "fifo") }
        #expect(throws: CredentialError.empty) { try files().secret(named: "empty") }
    }

    @Test func `a link leads to a credential, as in containers`() throws {
        try tree.file("here/..data/a", "x", mode: 0o400)
        try tree.link("here/a", to: "..data/a")
        #expect(try files().secret(named: "a") == Secret([0x78]))
    }

    @Test func `certificates lie beside the file or elsewhere`() throws {
        try tree.file("here/ca.pem", "# mine\n-----BEGIN CERTIFICATE-----\nMII\n", mode: 0o644)
        let path = tree.at("here/ca.pem").text
        #expect(try files().authorities(at: "ca.pem") == path)
        #expect(try files().authorities(at: path) == path)
        try tree.file("here/key.pem", "-----BEGIN PRIVATE KEY-----\n", mode: 0o644)
        #expect(throws: CredentialError.noCertificate) { try files().authorities(at: "key.pem") }
        try tree.file("here/open.pem", "-----BEGIN CERTIFICATE-----\n", mode: 0o666)
        #expect(throws: CredentialError.open(mode: 0o666)) { try files().authorities(at: "open.pem") }
    }
}
