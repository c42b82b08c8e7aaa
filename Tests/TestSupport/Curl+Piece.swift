extension Curl {
    /// Downloads the bytes of `url` behind those that `file` has, up to the `end`th, and adds them to it. There curl
    /// is killed, whatever is on its way. When it is told to come again (503), it does.
    ///
    /// - Throws: If curl ended without all of them.
    public static func fetch(
        _ url: String, behind file: BytePath, upTo end: Int, _ arguments: [String] = []
    ) async throws {
        let begin = FileSystem.exists(file) ? try FileSystem.size(file) : 0
        let appender = FileAppender(file, truncating: false)
        let range = begin == 0 ? [] : ["-r", "\(begin)-"]
        let command = ["curl", "-fsS", "--retry", "20"] + limits + range + arguments + [url]
        let curl = try await ChildProcess(command) { bytes in
            let wanted = end - begin - appender.count
            try appender.append(bytes.count > wanted ? Array(bytes.prefix(wanted)) : bytes)
            return bytes.count >= wanted ? .kill : .more
        }
        let exit = try await curl.exit()
        guard appender.count == end - begin else {
            throw ChildFailure(
                command: command.joined(separator: " "),
                reason: "\(exit) after \(appender.count) bytes: \(curl.errors.text)")
        }
    }
}
