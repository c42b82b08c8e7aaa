import TestSupport
import Testing

/// Files that lie in one kind of place, and a site whose lists may name them.
final class PlacedFiles: Sendable {
    let site: RemoteSite
    /// The same files in a directory.
    let expected: BytePath
    private let place: ContentPlace
    private let files: TemporaryTree
    private let server: FileOrigin?
    private let store: StoreServer?

    /// - Parameter parameters: Of the locations.
    init(_ place: ContentPlace, _ parameters: [String: String] = [:]) async throws {
        self.place = place
        files = try TemporaryTree("placed")
        try files.directory("served")
        server = place == .http ? try await FileOrigin(files.at("served")) : nil
        store = if case .store(let kind) = place { try await StoreServer(kind) } else { nil }
        var sources: [String] = []
        var arguments: [String] = []
        if let server { sources.append(server.prefix) }
        if let store {
            sources.append("s3://\(StoreServer.bucket)/")
            arguments = ["--origins", try store.originsFile().text]
        }
        site = try await RemoteSite([], sources: sources, parameters, serve: arguments)
        expected = try site.tree.directory("expected")
    }

    /// Puts a file where it belongs, or another one in its place.
    func put(_ name: String, _ content: [UInt8]) async throws {
        try FileSystem.write(content, to: expected / BytePath(name))
        switch place {
        case .disk: try replace(site.tree.at("root") / BytePath(name), content)
        case .text: break
        case .http: try replace(files.at("served") / BytePath(name), content)
        case .store: try await store?.put(name, content)
        }
    }

    private func replace(_ file: BytePath, _ content: [UInt8]) throws {
        let new = file.parent / ".new"
        try FileSystem.write(content, to: new)
        try FileSystem.rename(new, to: file)
    }

    /// An entry that says of a file where it is, and a time for the archive.
    ///
    /// - Parameter size: If the entry shall say that, too.
    func entry(_ name: String, size: Int? = nil) throws -> String {
        let size = size.map { #""size": \#($0), "# } ?? ""
        return #"{"name": "\#(name)", "mtime": 1700000000, \#(size)\#(try source(name))}"#
    }

    private func source(_ name: String) throws -> String {
        switch place {
        case .disk: return #""path": "\#(name)""#
        case .text:
            let text = try FileSystem.text(expected / BytePath(name))
            return #""text": "\#(text.replacing("\n", with: #"\n"#))""#
        case .http:
            return #""url": "\#(server?.prefix ?? "")\#(name.percentEncoded)""#
        case .store: return #""s3": "\#(StoreServer.bucket)/\#(name)""#
        }
    }
}
