/// A private web server on a port of 127.0.0.1.
public protocol WebServer: AnyObject, Sendable {
    var process: ChildProcess { get }
    var port: UInt16 { get }
    /// What the server has for itself; it may put bodies aside below what begins with `spool` in there.
    var directory: TemporaryTree { get }
}

extension WebServer {
    /// The URL of a path that begins with a slash.
    public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// May hold what the programs have written that the server has started.
    public var errorLog: String { (try? FileSystem.text(directory.at("error.log"))) ?? "" }

    /// Bytes that are put aside on disk; temporary files may have no name any more, only descriptors.
    public func spooledBytes() throws -> Int {
        try ProcessTree(of: process.processID).members().reduce(0) { total, member in
            let descriptors: BytePath = "/proc/\(String(member))/fd"
            let names = (try? FileSystem.names(in: descriptors)) ?? []
            return names.reduce(total) { total, name in
                let descriptor = descriptors / BytePath(name)
                guard let target = try? FileSystem.target(ofLink: descriptor),
                    target.text.hasPrefix(directory.at("spool").text)
                else { return total }
                return total + ((try? FileSystem.size(descriptor)) ?? 0)
            }
        }
    }

    /// Ends it and whatever it has started.
    func end() {
        process.killTree()
        FastClock.forget(process.processID)
    }

    func waitUntilListening() async throws {
        try await eventually("a web server to listen") {
            guard process.isRunning else {
                throw ChildFailure(command: "\(Self.self)", reason: errorLog + process.errors.text)
            }
            return SocketAddress.loopback(port: port).isAnswering ? true : nil
        }
    }
}
