internal import Archive
internal import ByteIO
internal import Compression
internal import HTTP
internal import Plan
internal import SystemCalls

/// One file of bytes that are made up while they are sent.
struct ProbeOrigin: Origin {
    let archive: Archive
    let disposition: Header
    let headers: [Header]
    private let kind: ProbeProtocol.Kind

    /// - Parameters:
    ///   - effort: As the location has it, since it decides on how much can be promised.
    ///   - headers: Tell the doctor what it talks to.
    ///   - now: The time of a file that has no other; so no two probes have the same entity tag.
    init(
        _ probe: ProbeRequest, effort: Effort, headers: [Header], now: FileTime = ProcessClock.now
    ) throws(PlanBuilder.TooLarge) {
        kind = probe.kind
        archive = Archive(try Self.plan(probe, now: now), format: probe.format, effort: effort)
        let fileName = DownloadName(Array("probe".utf8), ending: probe.format.suffixes[0])
        disposition = Header("Content-Disposition", ContentDisposition.attachment(fileName))
        self.headers = headers
    }

    var isRepeatable: Bool { kind == .steady }

    func open(readingAhead: Bool, isAbandoned: @escaping () -> Bool) -> any ContentReader {
        Reader(kind, isAbandoned: isAbandoned)
    }

    /// It broke off as it should, or because the doctor had seen enough.
    func ending(after error: ArchiveError) -> Ending {
        Ending(isDropped: kind == .dropped, outcome: .probed)
    }

    private final class Reader: ContentReader {
        private let kind: ProbeProtocol.Kind
        private let isAbandoned: () -> Bool

        init(_ kind: ProbeProtocol.Kind, isAbandoned: @escaping () -> Bool) {
            self.kind = kind
            self.isAbandoned = isAbandoned
        }

        func content(
            of index: Int, in plan: Plan, from offset: UInt64
        ) throws(SourceError) -> any ByteSource {
            ProbeSource(kind, from: offset, to: plan.entries[index].size, isAbandoned: isAbandoned)
        }
    }

    private static func plan(_ probe: ProbeRequest, now: FileTime) throws(PlanBuilder.TooLarge) -> Plan {
        let time = probe.kind == .steady ? FileTime(seconds: 1_767_225_600, nanoseconds: 0) : now
        func attributes(_ kind: Entry.Kind, _ permissions: UInt16, size: UInt64 = 0) -> EntryAttributes {
            EntryAttributes(
                kind: kind, size: size, modifiedSeconds: time.seconds, modifiedNanoseconds: time.nanoseconds,
                permissions: permissions)
        }
        var builder = PlanBuilder()
        let top = try builder.append(
            name: Array("probe".utf8).span, attributes(.directory, 0o755), parent: nil)
        _ = try builder.append(
            name: Array("data".utf8).span, attributes(.file, 0o644, size: size(probe)), parent: top)
        return builder.finish()
    }

    /// The size of its file in bytes.
    private static func size(_ probe: ProbeRequest) -> UInt64 {
        switch probe.kind {
        case .steady: 1 << 20
        case .clock: 64 << 20
        case .broken, .dropped: 16 << 20
        case .slow: probe.seconds * ProbeSource.bytesPerSecond
        }
    }
}
