import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct UnprobedAnswerTests {
    private static let misconfigured =
        "500 Internal Server Error: The server is not set up correctly; its log says why."
    private static let page = "<html><h1>Bad Gateway</h1></html>"

    private static func finding(
        _ status: Int, _ page: String = "", _ fields: [String] = [], _ access: SocketAccess? = nil
    ) throws -> Finding {
        let head = try #require(HTTPHead(["HTTP/1.1 \(status) X"] + fields))
        return UnprobedAnswer(url: "http://a/", head: head, page: page, access: access).finding
    }

    private static let probe = "PENSTOCK_PROBE on"

    @Test(
        arguments: [
            (200, "", ["Content-Type: application/zip"], probe),
            (200, "", ["Content-Type: application/x-tar"], probe),
            (200, "", ["Content-Type: text/html"], "grep -rn PENSTOCK_MOUNT"), (200, "", [], "grep -rn"),
            (302, "", ["Location: https://a/it's"], "penstock doctor 'https://a/it'\\''s'"),
            (301, "", [], "penstock doctor URL"),
            (302, "", ["Location: /b/?probe=steady"], "penstock doctor 'http://a/b/'"),
            (401, page, [], "--user NAME:PASSWORD"),
            (403, page, [], "--user NAME:PASSWORD"), (403, "403 Forbidden: It may not be read.", [], probe),
            (404, page, [], "grep -rn PENSTOCK_MOUNT"), (404, "404 Not Found: There is none.", [], probe),
            (500, misconfigured + " Reference: 5f-1", [], "id=5f-1"),
            (500, misconfigured, [], "penstock's log"),
            (500, "<html><h1>Internal Server Error</h1></html>", [], "error log of the front server"),
            (502, page, [], "fastcgi_pass unix:"), (503, page, [], "fastcgi_pass unix:"),
            (504, page, [], "fastcgi_read_timeout"),
            (502, "502 Bad Gateway: The application does not answer.", [], probe),
            (503, "503 Service Unavailable: Too much", [], probe), (429, page, [], probe),
        ] as [(Int, String, [String], String)])
    func `the answer says what to do`(status: Int, page: String, fields: [String], cure: String) throws {
        let finding = try Self.finding(status, page, fields)
        #expect(finding.verdict == .wrong)
        #expect(finding.text.contains("http://a/") && finding.text.contains("status \(status)"))
        let lines = finding.cure.joined(separator: "\n")
        #expect(lines.contains(cure), "\(lines)")
        #expect(lines.contains("PENSTOCK_PROBE") == (cure == Self.probe), "\(lines)")
    }

    private static let socket = SocketAccess.Socket(owner: 0, group: 33, groupName: "www-data", mode: 0o660)
    private static func worker(_ user: UInt32, _ groups: [UInt32]) -> SocketAccess.Worker {
        .init(program: "nginx", user: user, userName: "nginx", groups: groups, groupName: "nginx")
    }

    @Test(
        arguments: [
            (nil, [], "systemctl enable --now penstock.socket"), (socket, [], nil),
            (socket, [worker(33, [33])], nil), (socket, [worker(101, [101, 33])], nil),
            (socket, [worker(33, [33]), worker(101, [101])], "SocketGroup=nginx"),
            (.init(owner: 101, group: 33, groupName: "www-data", mode: 0o600), [worker(101, [101])], nil),
            (.init(owner: 0, group: 33, groupName: "www-data", mode: 0o666), [worker(101, [101])], nil),
            (
                .init(owner: 0, group: 33, groupName: "www-data", mode: 0o600), [worker(33, [33])],
                "SocketMode=0660"
            ),
        ] as [(SocketAccess.Socket?, [SocketAccess.Worker], String?)])
    func `a front server that is kept from the socket is told how to get there`(
        socket: SocketAccess.Socket?, workers: [SocketAccess.Worker], cure: String?
    ) throws {
        let finding = try Self.finding(
            502, Self.page, [], SocketAccess(socket: socket, workers: workers))
        #expect(finding.cure.joined().contains(cure ?? "fastcgi_pass unix:"), "\(finding)")
        #expect(
            finding.text.contains("nginx, who is not in the group www-data") == (cure == "SocketGroup=nginx"))
    }

    @Test func `processes and sockets are read as Linux shows them`() {
        let lines = """
            /proc/1/status:Name:\tnginx
            /proc/1/status:Uid:\t0\t0\t0\t0
            /proc/1/status:Gid:\t0\t0\t0\t0
            /proc/1/status:Groups:\t
            /proc/22/status:Name:\tnginx
            /proc/22/status:Uid:\t0\t101\t101\t101
            /proc/22/status:Gid:\t0\t102\t102\t102
            /proc/22/status:Groups:\t102 4 
            /proc/23/status:Name:\tbash
            /proc/23/status:Uid:\t5\t5\t5\t5
            /proc/23/status:Gid:\t5\t5\t5\t5
            /proc/23/status:Groups:\t5
            """
        let workers = SocketAccess.workers(lines)
        #expect(workers.map(\.program) == ["nginx"] && workers.map(\.user) == [101])
        #expect(workers.map(\.groups) == [[102, 102, 4]])
        #expect(
            SocketAccess.Socket(status: "socket:0:33:www-data:660\n")
                == .init(owner: 0, group: 33, groupName: "www-data", mode: 0o660))
        for other in ["", "regular file:0:33:www-data:660\n", "socket:0"] {
            #expect(SocketAccess.Socket(status: other) == nil)
        }
    }

    @Test(arguments: ["$(id)", ";id", "`id`", "a'b", "", "\u{1B}[2J", "é"])
    func `nothing is told to be pasted that a shell would run`(reference: String) throws {
        let finding = try Self.finding(500, "\(Self.misconfigured) Reference: \(reference)\n")
        #expect(finding.cure == ["Read penstock's log: journalctl -u penstock"])
    }
}
