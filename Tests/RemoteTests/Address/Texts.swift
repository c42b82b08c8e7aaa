@testable import Remote

extension RemoteURL {
    init(_ text: String) throws(Fault) { try self.init(Array(text.utf8)) }
}

extension ObjectLocation {
    /// A URL, or `s3://bucket/key`.
    init(_ text: String) throws {
        if text.hasPrefix("s3://") {
            try self.init(s3: Array(text.dropFirst("s3://".count).utf8))
        } else {
            self = .url(try RemoteURL(text))
        }
    }

    var text: String { String(decoding: identity, as: UTF8.self) }
}
