@testable import Remote

extension RemoteURL {
    init(_ text: String) throws(Fault) { try self.init(Array(text.utf8)) }
}
