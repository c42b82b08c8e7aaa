internal import Archive
internal import HTTP

/// A request of `penstock doctor` for a probe.
struct ProbeRequest: Equatable {
    let kind: ProbeProtocol.Kind
    let format: ArchiveFormat
    /// How long a slow one takes.
    let seconds: UInt64

    /// - Returns: nil if the fields of a request ask for none.
    /// - Throws: A 400 for one that there is not.
    init?(_ fields: [(name: String, value: [UInt8])]) throws(Refusal) {
        func text(_ name: String) -> String? {
            fields.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        guard let name = text(ProbeProtocol.kindField) else { return nil }
        guard let kind = ProbeProtocol.Kind(rawValue: name),
            let format = ArchiveFormat(rawValue: text(ProbeProtocol.formatField) ?? "tar"),
            let seconds = UInt64(text(ProbeProtocol.secondsField) ?? "1"), 1...3600 ~= seconds
        else { throw .badRequest("an unknown probe") }
        self.kind = kind
        self.format = format
        self.seconds = seconds
    }
}
