internal import Archive
internal import FileTree
internal import Plan
internal import SystemCalls

/// An archive that is made up: `penstock doctor` tells by what arrives what stands between.
struct Probe: PreparedContents, Equatable {
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

    /// Whether the next request for it gets the same bytes.
    var isRepeatable: Bool { kind == .steady }

    /// The size of its only file in bytes.
    private var size: UInt64 {
        switch kind {
        case .steady: 1 << 20
        case .clock: 64 << 20
        case .broken, .dropped: 16 << 20
        case .slow: seconds * ProbeSource.bytesPerSecond
        }
    }

    /// - Parameter now: The time of a file that has no other; so no two probes have the same entity tag.
    func plan(now: FileTime) throws(PlanBuilder.TooLarge) -> Plan {
        let time = isRepeatable ? FileTime(seconds: 1_767_225_600, nanoseconds: 0) : now
        func attributes(_ kind: Entry.Kind, _ permissions: UInt16, size: UInt64 = 0) -> EntryAttributes {
            EntryAttributes(
                kind: kind, size: size, modifiedSeconds: time.seconds, modifiedNanoseconds: time.nanoseconds,
                permissions: permissions)
        }
        var builder = PlanBuilder()
        let top = try builder.append(
            name: Array("probe".utf8).span, attributes(.directory, 0o755), parent: nil)
        _ = try builder.append(
            name: Array("data".utf8).span, attributes(.file, 0o644, size: size), parent: top)
        return builder.finish()
    }

    func open(
        checksums: ChecksumIndex, readers: ReaderPool?, isAbandoned: @escaping () -> Bool
    ) -> any ContentReader {
        ProbeReader(kind, isAbandoned: isAbandoned)
    }
}
