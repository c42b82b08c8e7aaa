/// Options of `serve` that come from the environment: `PENSTOCK_SERVE_MAX_STREAMS` is `--max-streams`.
///
/// They are put in front of the command line's own, by name alone, so that an unknown one is as loud as an
/// unknown option.
enum EnvironmentOptions {
    /// What the names of the variables begin with.
    static let prefix = "PENSTOCK_SERVE_"
    /// Options that can be given several times; in the environment, as words separated by spaces.
    private static let repeatable: Set<String> = ["--allow-origin", "--allow-root", "--listen"]
    private static let otherCommands: Set<String> = ["pack", "doctor", "help", "--version", "--help", "-h"]

    /// - Parameters:
    ///   - variables: The process's environment.
    ///   - arguments: The command line without the program's name.
    /// - Returns: the command line with options for those variables that it does not set itself.
    static func adding(_ variables: [(name: String, value: String)], to arguments: [String]) -> [String] {
        if let first = arguments.first, otherCommands.contains(first) { return arguments }
        var options: [String] = []
        for (name, value) in variables.sorted(by: { $0.name < $1.name }) where name.hasPrefix(prefix) {
            let word = name.dropFirst(prefix.count).lowercased().map { $0 == "_" ? "-" : $0 }
            let option = "--" + String(word)
            let isSet = arguments.contains { $0 == option || $0.hasPrefix(option + "=") }
            if isSet { continue }
            let words = repeatable.contains(option) ? value.split(separator: " ").map(String.init) : []
            // None is one that is empty, and so an error: no --allow-root at all would allow everything.
            for value in words.isEmpty ? [value] : words { options += [option, value] }
        }
        return arguments.first == "serve" ? ["serve"] + options + arguments.dropFirst() : options + arguments
    }
}
