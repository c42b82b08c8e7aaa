internal import SystemCalls

/// `serve --check --unit`: has systemd run the check as it runs a service, with its user, environment and sandbox.
///
/// The check is a unit of its own that is gone afterwards; the service is left alone, whether it runs or not.
struct UnitCheck {
    private static let directory = "/run/systemd/system"

    /// Of the service.
    private let unit: String
    private let check = "penstock-check-\(currentProcess).service"
    private let output = "/run/penstock-check-\(currentProcess)"

    /// - Parameter name: With or without `.service`.
    init(_ name: String) { unit = name.hasSuffix(".service") ? name : "\(name).service" }

    /// What else stands on a command line that has `--unit`: nobody would look at it.
    static func otherOptions(in arguments: [String]) -> [String] {
        var result: [String] = []
        var isName = false
        for argument in arguments {
            if isName || ["serve", "--check"].contains(argument) || argument.hasPrefix("--unit=") {
                isName = false
            } else if argument == "--unit" {
                isName = true
            } else {
                result.append(argument)
            }
        }
        return result
    }

    /// Checks and prints what was found. Blocks.
    ///
    /// - Returns: whether all is well.
    func run() -> Bool {
        do {
            let (isWell, findings) = try examine()
            let all = try findings + sockets()
            for finding in all { print(finding) }
            return isWell && all.allSatisfy { $0.verdict != .wrong }
        } catch {
            print(Finding.wrong("systemctl, which this needs, does not run: \(error)", []))
            return false
        }
    }

    /// Prints what the check itself says.
    ///
    /// - Returns: whether that is good, and what else there is to say.
    private func examine() throws(SystemCallError) -> (isWell: Bool, findings: [Finding]) {
        do throws(SystemCallError) {
            try FilePaths.checkWritable(Self.directory)
        } catch {
            let cure = "sudo penstock serve --check --unit \(unit)"
            return (false, [.wrong("A unit is checked by systemd, which takes root (\(error)).", [cure])])
        }
        let (listing, status) = try Self.systemctl("cat", unit)
        guard status == 0 else {
            return (false, [.wrong("There is no \(unit).", ["systemctl list-units --all 'penstock*'"])])
        }
        let text: String
        do throws(CheckUnit.Problem) {
            text = try CheckUnit(listing, of: unit, output: output).text
        } catch {
            return (false, [Self.finding(error, unit)])
        }
        let file = "\(Self.directory)/\(check)"
        try FilePaths.create(file).write(Array(text.utf8).span)
        defer {
            FilePaths.remove(file)
            FilePaths.remove(output)
        }
        _ = try Self.systemctl("--quiet", "start", check)
        let outcome = UnitOutcome(
            unit: unit, result: try property("Result", of: check),
            status: try Int(property("ExecMainStatus", of: check)) ?? -1,
            environmentFiles: try environmentFiles(), journal: check)
        _ = try Self.systemctl("--quiet", "stop", check)
        if outcome.result != "success" { _ = try Self.systemctl("--quiet", "reset-failed", check) }
        StandardOutput.write(try said())
        return (outcome.isWell, outcome.findings + (try pendingChange()))
    }

    /// What the check has written.
    private func said() throws(SystemCallError) -> [UInt8] {
        guard FilePaths.kind(of: output) == .regular else { return [] }
        let file = try FileDescriptor.open(Array(output.utf8).span, for: .content)
        var bytes: [UInt8] = []
        var before = -1
        while before < bytes.count {
            before = bytes.count
            try file.read(64 * 1024, appendingTo: &bytes)
        }
        return bytes
    }

    private static func finding(_ problem: CheckUnit.Problem, _ unit: String) -> Finding {
        switch problem {
        case .noCommand: .wrong("\(unit) has no ExecStart=.", ["systemctl cat \(unit)"])
        case .foreignCommand(let program):
            .wrong(
                "\(unit) starts \(program), which may not know --check.",
                ["ExecStart=/usr/bin/penstock serve"])
        }
    }

    /// Whether the sockets listen that start the service.
    private func sockets() throws(SystemCallError) -> [Finding] {
        var findings: [Finding] = []
        for socket in try property("TriggeredBy", of: unit).split(separator: " ").map(String.init) {
            if try property("ActiveState", of: socket) == "active" {
                findings.append(.good("\(socket) listens, and starts \(unit)."))
            } else {
                let result = try property("Result", of: socket)
                findings.append(
                    .wrong("\(socket) does not listen (\(result)).", ["systemctl enable --now \(socket)"]))
            }
        }
        return findings
    }

    /// Drop-ins that systemd has not read are not checked, and not in effect.
    private func pendingChange() throws(SystemCallError) -> [Finding] {
        guard try property("NeedDaemonReload", of: unit) == "yes" else { return [] }
        return [
            .wrong("\(unit) has changed, and systemd has not read it yet.", ["systemctl daemon-reload"])
        ]
    }

    private func environmentFiles() throws(SystemCallError) -> [String] {
        try property("EnvironmentFiles", of: check).split(separator: "\n").map { line in
            line.firstRange(of: " (").map { String(line[..<$0.lowerBound]) } ?? String(line)
        }
    }

    private func property(_ name: String, of unit: String) throws(SystemCallError) -> String {
        let text = try Self.systemctl("show", "--value", "--property", name, unit).output
        return String(text.drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
    }

    private static func systemctl(_ arguments: String...) throws(SystemCallError) -> (
        output: String, status: Int32
    ) {
        let process = try ChildProcess.start("systemctl", arguments)
        var bytes: [UInt8] = []
        while try process.read(64 * 1024, appendingTo: &bytes) > 0 {}
        return (String(decoding: bytes, as: UTF8.self), process.wait())
    }
}
