internal import ArgumentParser
internal import SystemCalls

/// `penstock doctor`: what a front server makes of archives.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine a running installation through its front server.",
        discussion: """
            Downloads archives that the responder makes up, with curl, and tells for each thing that is wrong which line \
            to change. The location must have PENSTOCK_PROBE on, and need not have it any longer. What follows -- is \
            given to curl: -- --user name:password. Exit status 1 means that something is wrong, 69 that there was \
            nothing to examine.
            """)

    @Argument(help: ArgumentHelp("Of a location of penstock: http://localhost/archive/", valueName: "url"))
    var url: String

    @Option(
        help: ArgumentHelp(
            "How long a download is tried; by default mod_fcgid ends those of 300 s.", valueName: "seconds"))
    var duration = 15

    @Argument(parsing: .postTerminator, help: ArgumentHelp("Options for curl.", valueName: "curl-options"))
    var curlOptions: [String] = []

    func validate() throws {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw ValidationError("A URL begins with http:// or https://: \(url)")
        }
        guard 1...3600 ~= duration else { throw ValidationError("--duration must be from 1 to 3600.") }
    }

    func run() throws {
        let location = String(url.prefix { $0 != "?" && $0 != "#" })
        var isWell = true
        func report(_ finding: Finding) {
            print(finding)
            if finding.verdict == .wrong { isWell = false }
        }
        do {
            let examination = try Examination(ProbeClient(url: location, options: curlOptions))
            let server = examination.server.rawValue
            print("\(location) is served by \(server)\(examination.isProxied ? ", behind a proxy" : "").\n")
            try examination.run(duration: duration, report: report)
            if let backlog = Backlog.finding(url: location, limit: Backlog.systemLimit) { report(backlog) }
            if examination.isProxied, !isWell {
                report(
                    .unknown(
                        "Whether \(server) itself is well tells",
                        ["penstock doctor URL    # of \(server), behind the proxy"]))
            }
        } catch let unavailable as Examination.Unavailable {
            print(unavailable.finding)
            throw ExitCode(69)
        } catch let error as SystemCallError {
            print(Finding.wrong("curl, which this needs, does not run: \(error)", ["apt install curl"]))
            throw ExitCode(69)
        }
        if !isWell { throw ExitCode.failure }
    }
}
