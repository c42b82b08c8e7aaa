/// What became of a check within a unit.
struct UnitOutcome {
    /// Of the service, with `.service`.
    let unit: String
    /// What systemd says of how it ended: `success`, `exit-code`, `resources`.
    let result: String
    /// The exit status: penstock's own, or one of systemd's (systemd.exec(5)).
    let status: Int
    /// Files of `EnvironmentFile=`.
    let environmentFiles: [String]
    /// Under which name the check is in the journal.
    let journal: String

    var isWell: Bool { result == "success" }

    /// What is wrong beyond what the check itself has said.
    var findings: [Finding] {
        switch (result, status) {
        case ("success", _): []
        // Found by the check, and told.
        case ("exit-code", 78): []
        case ("exit-code", 64):
            [
                .wrong(
                    "The options of \(unit) are wrong; what is said above is what penstock says of them.",
                    [
                        "Correct the option. PENSTOCK_SERVE_MAX_STREAMS is --max-streams, and so on; they are in:",
                        (environmentFiles + ["ExecStart= and Environment= of \(unit)"]).joined(
                            separator: ", "),
                    ])
            ]
        case ("exit-code", let status):
            [.wrong("systemd cannot start \(unit): \(Self.reason(status)).", [log])]
        default: [.wrong("systemd cannot start \(unit): \(result).", [log])]
        }
    }

    private var log: String { "journalctl --unit \(journal)" }

    /// For systemd's own statuses that a setting of the service is the cause of.
    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "WorkingDirectory= cannot be entered"
        case 203: "what ExecStart= names cannot be run"
        case 216: "a group of Group= or SupplementaryGroups= does not exist"
        case 217: "the user of User= does not exist"
        case 226: "a path of the sandbox is missing, or cannot be mounted here"
        case 238...241: "a directory, such as that of CacheDirectory=, cannot be made"
        case 243: "a credential of LoadCredential= cannot be read"
        default: "status \(status)"
        }
    }
}
