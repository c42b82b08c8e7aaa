/// The unit of a service, made to check what the service would do, and to end.
///
/// It keeps all that decides what the service may see and do: user, groups, environment, limits, sandbox.
struct CheckUnit: Equatable {
    enum Problem: Error, Equatable {
        /// There is no `ExecStart=`.
        case noCommand
        /// `ExecStart=` starts something else, which may not know `--check`.
        case foreignCommand(String)
    }

    /// Of the unit file.
    let text: String

    /// What the service does and what is done when it does not; a check does neither.
    private static let left: Set<String> = [
        "Type", "ExecStart", "ExecCondition", "ExecStartPre", "ExecStartPost", "ExecReload", "ExecStop",
        "ExecStopPost", "Restart", "RemainAfterExit", "WatchdogSec", "FailureAction", "SuccessAction",
        "Sockets", "PIDFile", "BusName", "RuntimeDirectoryPreserve", "StandardInput", "StandardOutput",
        "StandardError",
    ]

    /// - Parameters:
    ///   - listing: The unit with its drop-ins, as `systemctl cat` shows it.
    ///   - unit: Its name, with `.service`.
    ///   - output: The file that will have what the check says.
    init(_ listing: String, of unit: String, output: String) throws(Problem) {
        var settings: [String] = []
        var commands: [String] = []
        for (name, value) in Self.settings(listing) {
            if name == "ExecStart" {
                // None takes away those before.
                commands = value.isEmpty ? [] : commands + [value]
            } else if !Self.left.contains(name) {
                settings.append("\(name)=\(value)")
            }
        }
        guard let command = commands.last else { throw .noCommand }
        let program = command.drop { "@-:+!|".contains($0) }.prefix { $0 != " " }
        guard program == "penstock" || program.hasSuffix("/penstock") else {
            throw .foreignCommand(String(program))
        }
        settings += [
            // Whose status can be asked for when it has ended.
            "Type=oneshot", "RemainAfterExit=yes",
            // Else the directory of a service that runs would be removed.
            "RuntimeDirectoryPreserve=yes",
            "StandardOutput=file:\(output)", "StandardError=inherit", "ExecStart=\(command) --check",
        ]
        let names = UnitName(unit)
        text = "[Service]\n" + settings.map { names.expand($0) + "\n" }.joined()
    }

    /// The lines of the section `[Service]`, in their order.
    private static func settings(_ listing: String) -> [(name: String, value: String)] {
        var isService = false
        var result: [(String, String)] = []
        for line in lines(listing) {
            if line.hasPrefix("[") {
                isService = line == "[Service]"
            } else if isService, let equals = line.firstIndex(of: "=") {
                let name = line[..<equals].split(separator: " ").first.map(String.init) ?? ""
                result.append((name, String(line[line.index(after: equals)...].drop { $0 == " " })))
            }
        }
        return result
    }

    /// Without comments, and with what a backslash at the end of a line continues (systemd.syntax(7)).
    private static func lines(_ listing: String) -> [String] {
        var result: [String] = []
        var begun = ""
        for line in listing.split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("#") || text.hasPrefix(";") { continue }
            if text.hasSuffix("\\") {
                begun += text.dropLast() + " "
            } else {
                result.append(begun + text)
                begun = ""
            }
        }
        return result
    }
}
