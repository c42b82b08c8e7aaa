internal import ArgumentParser
internal import SystemCalls

/// The command line as a whole.
@main
struct Penstock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "penstock",
        abstract: "Streams zip, tar and tar.gz archives of directories while they are being made.",
        version: "penstock \(Version.text)",
        subcommands: [ServeCommand.self, PackCommand.self, DoctorCommand.self],
        defaultSubcommand: ServeCommand.self)

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if GatewayArguments.areDubious(arguments, environment: Environment.value(of:)) {
            return GatewayArguments.refuse()
        }
        do {
            var command = try parseAsRoot(EnvironmentOptions.adding(Environment.variables(), to: arguments))
            try command.run()
        } catch {
            if [64, 78].contains(exitCode(for: error).rawValue) { PassedSockets.refuse(for: .seconds(1)) }
            exit(withError: error)
        }
    }
}
