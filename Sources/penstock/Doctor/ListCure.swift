internal import Responder

/// What to change where a list makes no archive.
struct ListCure {
    /// Why it makes none, as the log has it.
    let reason: String
    let source: ProbeProtocol.ListSource
    /// Whose settings are named.
    let server: FrontServer

    /// In lines.
    var lines: [String] {
        if reason.hasPrefix("application: ") { return application }
        if reason.hasPrefix("origin: ") { return origin }
        if reason.contains("no directory that is allowed") {
            return [server.setting("PENSTOCK_SOURCES", "\"/PREFIX/=/DIRECTORY/\"")]
        }
        if reason.contains("no prefix that is allowed") {
            let prefix = reason.contains(", s3: ") ? "s3://BUCKET/" : "https://HOST/PATH/"
            return [server.setting("PENSTOCK_SOURCES", "\"\(prefix)\"")]
        }
        return reason.hasPrefix("list: ")
            ? ["Correct what the application returns: docs/applications.md."] : []
    }

    /// For an application that gives no answer.
    private var application: [String] {
        switch source {
        case .socket where reason.hasSuffix("No such file or directory"):
            [
                "Start the application, or name the socket that it listens on:",
                server.setting("PENSTOCK_MANIFEST", "http://unix:/run/app/app.sock:/"),
                "The packaged service sees no sockets in /tmp and /home.",
            ]
        case .socket where reason.hasSuffix("Connection refused"):
            ["Start the application: nothing listens on its socket."]
        case .socket where reason.hasSuffix("Permission denied"):
            [
                "Let penstock's user write to the socket and search its directory: docs/applications.md tells how."
            ]
        // libcurl's words for a connection or a name that there is not.
        case .tcp where reason.contains("connect to") || reason.contains("resolve"):
            [
                "Start the application, or name where it listens:",
                server.setting("PENSTOCK_MANIFEST", "http://unix:/run/app/app.sock:/"),
                "The packaged service reaches unix sockets only: docs/applications.md tells how to let it use TCP.",
            ]
        case .socket, .tcp, .directory: ["Look into the application's log."]
        }
    }

    /// For another server that does not say what it has.
    private var origin: [String] {
        if reason.hasSuffix("no line of --origins is about this bucket") {
            return [
                "Name the store in the file of --origins, as docs/applications.md tells:",
                "s3://BUCKET endpoint=https://HOST key=@ID secret=@SECRET",
            ]
        }
        if reason.hasSuffix(": 401") || reason.hasSuffix(": 403") {
            return [
                reason.contains(", s3: ")
                    ? "Correct the keys of the bucket in the file of --origins, or what they may read."
                    : "Sign the URL anew, or give the server's key in the file of --origins."
            ]
        }
        if reason.contains("connect to") || reason.contains("resolve") {
            return ["The packaged service has no network: docs/applications.md tells how to give it one."]
        }
        return ["Ask that server from this machine: curl --head URL"]
    }
}
