internal import Archive

/// A request of `penstock doctor` for an archive that is made up: by what arrives of it the doctor knows what stands
/// between.
struct ProbeRequest: Equatable {
    enum Kind: String, CaseIterable {
        /// The same bytes each time.
        case steady
        /// Large; each page of it tells when it was made.
        case clock
        /// Fails after ``ProbeSource/failingOffset`` bytes, as an archive does whose file shrinks.
        case broken
        /// The same, and then as if the responder had died.
        case dropped
        /// As slow as the download of somebody far away.
        case slow
    }

    let kind: Kind
    let format: ArchiveFormat
    /// How long a slow one takes.
    let seconds: UInt64

    /// - Returns: nil if the fields of a request ask for none.
    /// - Throws: A 400 for one that there is not.
    init?(_ fields: [(name: String, value: [UInt8])]) throws(Refusal) {
        func text(_ name: String) -> String? {
            fields.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        guard let name = text("probe") else { return nil }
        guard let kind = Kind(rawValue: name), let format = ArchiveFormat(rawValue: text("format") ?? "tar"),
            let seconds = UInt64(text("seconds") ?? "1"), 1...3600 ~= seconds
        else { throw .badRequest("an unknown probe") }
        self.kind = kind
        self.format = format
        self.seconds = seconds
    }
}
