internal import ByteIO
internal import Plan

/// The content of a probe's file.
final class ProbeReader: ContentReader {
    private let kind: Probe.Kind
    private let isAbandoned: () -> Bool

    /// - Parameter isAbandoned: Asked now and then whether nobody waits for it any more.
    init(_ kind: Probe.Kind, isAbandoned: @escaping () -> Bool) {
        self.kind = kind
        self.isAbandoned = isAbandoned
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        ProbeSource(kind, from: offset, to: plan.entries[index].size, isAbandoned: isAbandoned)
    }
}
